package dev.millrace.pipeline.extract;

import java.util.Set;

/** An element or a text of a page, in document order, with what is measured on it. */
final class PageNode {
    private static final double INLINE = .3;
    private static final Set<String> WORK = Set.of("table", "blockquote", "pre", "code", "ul", "ol", "math");

    final int order;
    final int parent;
    final String tag;
    private final int kinds;
    /** Class and id, lower case; empty for texts. */
    final String hints;

    final Names names;
    /** White space as in the page; empty for elements. */
    final String text;
    /** Order of the first node after this one's last descendant. */
    int end;

    /** Where a link leads; empty when nowhere else. */
    String target = "";

    boolean removed;
    /** Navigation, complementary and the like, by the element's role. */
    boolean aroundContent;
    /** Marked up as the text of the article (schema.org). */
    boolean articleBody;
    /** A link that leaves the site. */
    boolean leavesSite;

    boolean inTableOrCode;
    boolean inFigure;
    boolean inLink;
    boolean inList;
    /** The nearest block at or above, by order. */
    int block;

    int characters;
    /** With those of labels, which are removed before the main text is looked for. */
    int charactersWithLabels;

    double linkCharacters;
    int commas;
    int paragraphs;
    int items;
    int inputs;
    int images;
    /** Holds a table, a quotation or code. */
    boolean holdsWork;

    int headingCharacters;
    int listCharacters;
    int blocksWithin;
    int ownCharacters;
    int ownCommas;
    double ownLinkCharacters;
    /** Of links that have their lines to themselves. */
    double railCharacters;
    /** Of links that leave the site. */
    int leavingCharacters;
    /** Of blocks of running text outside lists. */
    int prose;

    double score;
    boolean candidate;

    private PageNode(int order, int parent, String tag, String hints, Names names, String text) {
        this.order = order;
        this.parent = parent;
        this.tag = tag;
        this.kinds = tag.isEmpty() ? 0 : Tags.kinds(tag);
        this.hints = hints;
        this.names = names;
        this.text = text;
    }

    static PageNode element(int order, int parent, String tag, String hints, Names names) {
        return new PageNode(order, parent, tag, hints, names, "");
    }

    static PageNode text(int order, int parent, String text) {
        return new PageNode(order, parent, "", "", Names.NONE, text);
    }

    boolean isText() {
        return tag.isEmpty();
    }

    boolean isBlock() {
        return (kinds & Tags.BLOCK) != 0;
    }

    boolean isHeading() {
        return (kinds & Tags.HEADING) != 0;
    }

    boolean isList() {
        return (kinds & Tags.LIST) != 0;
    }

    double linkDensity() {
        return characters == 0 ? 0 : linkCharacters / characters;
    }

    /** Share of links, of which those within a line of other text count in part. */
    double railDensity() {
        double inline = linkCharacters - railCharacters;
        return characters == 0 ? 0 : (railCharacters + INLINE * inline) / characters;
    }

    void clearMeasures() {
        characters = 0;
        linkCharacters = 0;
        commas = 0;
        paragraphs = 0;
        items = 0;
        inputs = 0;
        images = 0;
        holdsWork = false;
        headingCharacters = 0;
        listCharacters = 0;
        blocksWithin = 0;
        ownCharacters = 0;
        ownCommas = 0;
        ownLinkCharacters = 0;
        railCharacters = 0;
        leavingCharacters = 0;
        prose = 0;
        score = 0;
        candidate = false;
    }

    /** Adds a finished descendant's measures to its parent. */
    void add(PageNode child) {
        characters += child.characters;
        linkCharacters += child.linkCharacters;
        commas += child.commas;
        paragraphs += child.paragraphs + (child.tag.equals("p") ? 1 : 0);
        items += child.items + (child.tag.equals("li") ? 1 : 0);
        inputs += child.inputs + (child.tag.equals("input") ? 1 : 0);
        images += child.images + (child.tag.equals("img") ? 1 : 0);
        holdsWork |= child.holdsWork || WORK.contains(child.tag);
        headingCharacters += child.isHeading() ? child.characters : child.headingCharacters;
        listCharacters += child.isList() ? child.characters : child.listCharacters;
        blocksWithin += child.blocksWithin + (child.isBlock() ? 1 : 0);
        if (!child.isBlock()) {
            ownCharacters += child.ownCharacters;
            ownCommas += child.ownCommas;
            ownLinkCharacters += child.ownLinkCharacters;
        }
        railCharacters += child.railCharacters;
        leavingCharacters += child.leavingCharacters;
        prose += child.prose;
    }
}
