package dev.millrace.pipeline.extract;

import java.util.Locale;
import java.util.Set;

/** Removes short blocks that are about the text, not of it: captions, bylines, dates, counts, buttons, tags. */
final class Labels {
    private static final int LONGEST_BYLINE = 100;
    private static final int LONGEST_ICON = 3;
    private static final int LONGEST_PICTURE = 350;
    private static final int LONGEST_CAPTION = 700;
    private static final int LONGEST_SHARE = 500;
    private static final int LONGEST_AUTHOR_BOX = 1500;
    private static final int LONGEST_TAGS = 600;
    private static final int LONGEST_PHRASE = 200;
    private static final int LONGEST_RIGHTS = 500;
    private static final int OPENING = 40;
    private static final double TAG_LINKS = .3;
    private static final Set<String> PHRASED = Set.of(
            "p",
            "div",
            "h1",
            "h2",
            "h3",
            "h4",
            "h5",
            "h6",
            "section",
            "li",
            "figure",
            "blockquote",
            "td",
            "dd",
            "header",
            "center",
            "address",
            "article",
            "ul",
            "dt");

    private Labels() {}

    /** The tree must have been measured. */
    static void remove(PageTree tree, Preset preset) {
        tree.nodes.forEach(node -> node.charactersWithLabels = node.characters);
        for (int i = 1; i < tree.nodes.size(); ) {
            PageNode node = tree.nodes.get(i);
            if (node.removed) {
                i = node.end;
            } else if (!node.isText() && node.characters > 0 && isLabel(tree, node, preset)) {
                tree.remove(node);
                i = node.end;
            } else {
                if (node.isBlock() && !node.inTableOrCode) {
                    LooseLines.of(tree, node).stream().filter(Labels::isPhrase).forEach(LooseLines.Line::remove);
                }
                i++;
            }
        }
    }

    private static boolean isPhrase(LooseLines.Line line) {
        return line.characters() <= LONGEST_PHRASE && isPhrase(line.text(LONGEST_PHRASE), false, line.linkDensity());
    }

    /** Tells by how it begins: data for scripts, or whose the rights are. */
    private static boolean isNoProse(PageTree tree, PageNode node) {
        if (node.inTableOrCode || node.blocksWithin > 0 || !node.isBlock()) {
            return false;
        }
        String opening = tree.text(node, OPENING).toLowerCase(Locale.ROOT);
        boolean data = opening.startsWith("{") || opening.startsWith("[{");
        return (data && opening.contains("\":"))
                || (node.characters <= LONGEST_RIGHTS && Phrases.isAboutRights(opening));
    }

    private static boolean isLabel(PageTree tree, PageNode node, Preset preset) {
        if (isNoProse(tree, node)) {
            return true;
        }
        if (preset.takesLabels()) {
            return isShare(node) || isTime(tree, node) || isPhrase(tree, node);
        }
        return isShare(node) || isNamedLabel(node) || isTime(tree, node) || isPhrase(tree, node);
    }

    private static boolean isShare(PageNode node) {
        return node.names.say(Names.SHARE) && node.characters < LONGEST_SHARE && !node.inTableOrCode;
    }

    private static boolean isNamedLabel(PageNode node) {
        Names names = node.names;
        if (node.tag.equals("figcaption")) {
            return true;
        }
        if (node.tag.equals("figure") && node.images > 0 && node.characters < LONGEST_CAPTION) {
            return !node.holdsWork;
        }
        if (names == Names.NONE || node.inTableOrCode) {
            return false;
        }
        if (names.say(Names.ICON) && node.characters <= LONGEST_ICON) {
            return true;
        }
        if (names.say(Names.PICTURE) && node.images > 0 && node.characters < LONGEST_PICTURE && node.paragraphs <= 1) {
            return node.headingCharacters == 0 && node.listCharacters == 0;
        }
        boolean caption = names.say(Names.CAPTION) && !node.isHeading();
        boolean tags = names.say(Names.TAGS) && node.linkDensity() > TAG_LINKS;
        return (names.say(Names.BYLINE) && node.characters < LONGEST_BYLINE)
                || (names.say(Names.AUTHOR_BOX) && node.characters < LONGEST_AUTHOR_BOX)
                || (caption && node.characters < LONGEST_CAPTION)
                || (tags && node.characters < LONGEST_TAGS);
    }

    /** The time of the article, beside its text. */
    private static boolean isTime(PageTree tree, PageNode node) {
        String above = tree.parent(node).tag;
        return node.tag.equals("time")
                && node.characters < LONGEST_BYLINE
                && !above.equals("p")
                && !above.equals("td")
                && !above.equals("li")
                && !Tags.HEADINGS.contains(above)
                && tree.parent(node).isBlock();
    }

    private static boolean isPhrase(PageTree tree, PageNode node) {
        if (!PHRASED.contains(node.tag)
                || node.characters > LONGEST_PHRASE
                || node.inTableOrCode
                || node.blocksWithin > 1) {
            return false;
        }
        return isPhrase(tree.text(node, LONGEST_PHRASE), node.isHeading(), node.linkDensity());
    }

    private static boolean isPhrase(String written, boolean heading, double linkDensity) {
        String text = written.toLowerCase(Locale.ROOT);
        return Phrases.isTeaser(text, heading ? 1 : linkDensity)
                || Phrases.isDate(text)
                || Phrases.isControl(text)
                || Phrases.isConsent(text)
                || Phrases.isAboutRights(text)
                || (!heading && (Phrases.isCredit(text) || Phrases.isAppeal(text) || Signatures.isSignature(written)));
    }
}
