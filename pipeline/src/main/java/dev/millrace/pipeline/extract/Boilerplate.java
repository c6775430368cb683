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
    private static final int SHARE_CHARACTERS = 500;

    private Boilerplate() {}

    /** Navigation, side bars, comments and the like, told by tag, role, class and id. */
    static void removeUnlikely(PageTree tree) {
        for (int i = 1; i < tree.nodes.size(); ) {
            PageNode node = tree.nodes.get(i);
            if (!node.isText() && isUnlikely(node)) {
                tree.remove(node);
                i = node.end;
            } else {
                i++;
            }
        }
    }

    private static boolean isUnlikely(PageNode node) {
        if (node.hints.endsWith("role=boilerplate") || OUTSIDE.contains(node.tag)) {
            return true;
        }
        if (NEVER_UNLIKELY.contains(node.tag)) {
            return false;
        }
        return Hints.isBoilerplate(node.hints) && !node.inTableOrCode;
    }

    /** Bylines and share buttons: short, and named so. */
    static void removeLabels(PageTree tree) {
        for (PageNode node : tree.nodes) {
            if (node.removed || node.isText() || node.order == 0) {
                continue;
            }
            boolean byline = node.characters > 0 && node.characters < 100 && Hints.isByline(node.hints);
            boolean share = node.characters < SHARE_CHARACTERS && Hints.isShare(node.hints);
            boolean caption = node.tag.equals("figcaption");
            if (byline || share || caption || Teasers.isTeaser(tree, node)) {
                tree.remove(node);
            }
        }
    }

    /** Lists of links, forms and other blocks below the main text that are shaped unlike text. */
    static void removeWithin(PageTree tree, PageNode content, Leniency leniency) {
        for (int i = content.end - 1; i >= content.order; i--) {
            tree.nodes.get(i).clearMeasures();
        }
        for (int i = content.end - 1; i > content.order; i--) {
            PageNode node = tree.nodes.get(i);
            if (node.removed) {
                continue;
            }
            PageTree.finish(node);
            if (!node.isText() && isBoilerplate(node, leniency)) {
                tree.remove(node);
            } else {
                tree.parent(node).add(node);
            }
        }
    }

    private static boolean isBoilerplate(PageNode node, Leniency leniency) {
        if (OUTSIDE.contains(node.tag)) {
            return true;
        }
        double weight = leniency.weighsClasses() ? Hints.weight(node.hints) : 0;
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
        return node.commas < FEW_COMMAS && isShapedUnlikeText(node, weight, leniency.linkDensity());
    }

    private static boolean isShapedUnlikeText(PageNode node, double weight, double moreLinks) {
        boolean list = Tags.LISTS.contains(node.tag) || node.listCharacters > .9 * node.characters;
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
        if (!list && weight < Hints.WEIGHT && links > .2 + moreLinks) {
            return true;
        }
        return weight >= Hints.WEIGHT ? links > .5 + moreLinks : list && links > .5 + moreLinks;
    }
}
