package dev.millrace.pipeline.extract;

import java.util.Set;

/** Removes from a page what is around or between its main text. */
final class Boilerplate {
    private static final Set<String> NEVER_UNLIKELY = Set.of("html", "body", "article", "main", "a");
    private static final Set<String> CONDITIONAL =
            Set.of("table", "ul", "ol", "dl", "div", "form", "fieldset", "section");
    private static final Set<String> OUTSIDE = Set.of("nav", "aside", "footer", "menu", "search");
    private static final int FEW_COMMAS = 10;
    private static final double FEW_LINKS = .2;
    private static final int SHORT = 25;
    private static final double AROUND_SHARE = .5;
    private static final double LEAVING = .7;
    private static final double MUCH_OF_PAGE = .4;

    private Boilerplate() {}

    /**
     * Navigation, side bars, comments and the like, told by tag, role, class and id; but nothing that holds a large part
     * of the page's running text. The tree must have been measured.
     */
    static void removeUnlikely(PageTree tree, PageTitle title, Preset preset) {
        double share = preset.takesLabels() ? .1 : MUCH_OF_PAGE;
        double much = share * tree.root().prose;
        for (int i = 1; i < tree.nodes.size(); ) {
            PageNode node = tree.nodes.get(i);
            if (!node.isText() && isUnlikely(node, much) && !title.isWithin(node)) {
                tree.remove(node);
                i = node.end;
            } else {
                i++;
            }
        }
    }

    /** The tree must have been measured. */
    static void removeComments(PageTree tree) {
        for (int i = 1; i < tree.nodes.size(); ) {
            PageNode node = tree.nodes.get(i);
            if (!node.isText() && isComments(node)) {
                tree.remove(node);
                i = node.end;
            } else {
                i++;
            }
        }
    }

    private static boolean isComments(PageNode node) {
        if (!node.names.say(Names.COMMENTS) || node.articleBody || node.names.say(Names.BODY)) {
            return false;
        }
        boolean whole = node.tag.equals("html") || node.tag.equals("body") || node.tag.equals("main");
        return !whole
                && (node.tag.equals("article") || !node.names.say(Names.CONTENT) || node.hints.startsWith("comment"));
    }

    private static boolean isUnlikely(PageNode node, double muchProse) {
        boolean much = node.prose > muchProse && node.prose > 0;
        if (node.aroundContent || OUTSIDE.contains(node.tag)) {
            return !much;
        }
        if (node.tag.equals("html") || node.tag.equals("body") || node.tag.equals("main")) {
            return false;
        }
        if (isComments(node)) {
            return true;
        }
        if (NEVER_UNLIKELY.contains(node.tag) || node.inTableOrCode || much) {
            return false;
        }
        if (node.names.say(Names.CONCEALED)) {
            return true;
        }
        if (node.isHeading()) {
            return false; // its id is made of its words
        }
        if (node.names.say(Names.AROUND) && !node.names.say(Names.BODY) && node.prose <= AROUND_SHARE * muchProse) {
            return true;
        }
        return node.names.say(Names.BOILERPLATE) && !node.names.say(Names.CONTENT);
    }

    /** Lists of links, forms and other blocks below the main text that are shaped unlike text. */
    static void removeWithin(PageTree tree, PageNode content, Leniency leniency) {
        double muchProse = MUCH_OF_PAGE * content.prose;
        for (int i = content.end - 1; i >= content.order; i--) {
            tree.nodes.get(i).clearMeasures();
        }
        for (int i = content.end - 1; i > content.order; i--) {
            PageNode node = tree.nodes.get(i);
            if (node.removed) {
                continue;
            }
            PageTree.finish(node);
            if (!node.isText() && isBoilerplate(tree, node, leniency, muchProse)) {
                tree.remove(node);
            } else {
                tree.parent(node).add(node);
            }
        }
    }

    private static boolean isBoilerplate(PageTree tree, PageNode node, Leniency leniency, double muchProse) {
        if (OUTSIDE.contains(node.tag)) {
            return node.prose == 0 || node.prose <= muchProse;
        }
        double weight = leniency.weighsClasses() ? node.names.weight : 0;
        if (node.tag.equals("h1") || node.tag.equals("h2")) {
            return weight < 0;
        }
        if (!CONDITIONAL.contains(node.tag) || (node.inTableOrCode && !node.tag.equals("table"))) {
            return false;
        }
        boolean muchText = node.commas >= FEW_COMMAS && node.linkDensity() < FEW_LINKS;
        if (weight < 0 && !muchText) {
            return true;
        }
        return node.commas < FEW_COMMAS
                && isShapedUnlikeText(node, weight, leniency.linkDensity())
                && !isReference(tree, node);
    }

    /** A list of links that leave the site, or that a sentence before it announces. */
    private static boolean isReference(PageTree tree, PageNode node) {
        if (!node.isList() || node.items == 0 || node.names.weight < 0) {
            return false;
        }
        return node.leavingCharacters > LEAVING * node.linkCharacters || tree.isAnnounced(node);
    }

    private static boolean isShapedUnlikeText(PageNode node, double weight, double moreLinks) {
        boolean list = node.isList() || node.listCharacters > .9 * node.characters;
        double headings = node.characters == 0 ? 0 : node.headingCharacters / (double) node.characters;
        double links = node.railDensity();
        if (!list && node.items - 100 > node.paragraphs) {
            return true;
        }
        if (node.inputs > node.paragraphs / 3) {
            return true;
        }
        if (!list
                && headings < .9
                && node.characters < SHORT
                && node.images != 1
                && node.images != 2
                && !node.inFigure) {
            return node.characters == 0 || links > 0 || node.images > 2;
        }
        if (!list && weight < Names.WEIGHT && links > .2 + moreLinks) {
            return true;
        }
        return weight >= Names.WEIGHT ? links > .5 + moreLinks : list && links > .5 + moreLinks;
    }
}
