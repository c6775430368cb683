package dev.millrace.pipeline.extract;

/** An element or a text of a page, in document order, with what is measured on it. */
final class PageNode {
    private static final double INLINE = .3;

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

    /** Of a text; what runs of white space stand for counts as one. */
    int textCharacters;

    int textCommas;

    boolean inTableOrCode;
    boolean inFigure;
    boolean inLink;
    boolean inList;

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

    private PageNode(int order, int parent, String tag, int kinds, String hints, Names names, String text) {
        this.order = order;
        this.parent = parent;
        this.tag = tag;
        this.kinds = kinds;
        this.hints = hints;
        this.names = names;
        this.text = text;
    }

    /** @param kinds see {@link Tags#kinds} */
    static PageNode element(int order, int parent, String tag, int kinds, String hints, Names names) {
        return new PageNode(order, parent, tag, kinds, hints, names, "");
    }

    static PageNode text(int order, int parent, String text) {
        PageNode node = new PageNode(order, parent, "", 0, "", Names.NONE, text);
        TextMeasure.measure(node);
        return node;
    }

    boolean isText() {
        return tag.isEmpty();
    }

    /** @param kind one of those of {@link Tags} */
    boolean is(int kind) {
        return (kinds & kind) != 0;
    }

    boolean isBlock() {
        return is(Tags.BLOCK);
    }

    boolean isHeading() {
        return is(Tags.HEADING);
    }

    boolean isList() {
        return is(Tags.LIST);
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
        paragraphs += child.paragraphs + (child.is(Tags.PARAGRAPH) ? 1 : 0);
        items += child.items + (child.is(Tags.ITEM) ? 1 : 0);
        inputs += child.inputs + (child.is(Tags.INPUT) ? 1 : 0);
        images += child.images + (child.is(Tags.IMAGE) ? 1 : 0);
        holdsWork |= child.holdsWork || child.is(Tags.WORK);
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
