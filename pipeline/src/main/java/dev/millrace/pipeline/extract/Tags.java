package dev.millrace.pipeline.extract;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/** What the elements of HTML mean to extraction. */
final class Tags {
    /** Never text of a page. */
    static final Set<String> SKIPPED = Set.of(
            "script",
            "style",
            "template",
            "head",
            "noscript",
            "iframe",
            "object",
            "embed",
            "applet",
            "canvas",
            "svg",
            "audio",
            "video",
            "select",
            "option",
            "datalist",
            "button",
            "input",
            "textarea",
            "map",
            "frameset",
            "noframes",
            "link",
            "meta",
            "dialog",
            "progress",
            "meter",
            "title",
            "img",
            "source",
            "track",
            "annotation");

    /** Begin and end a line. */
    static final Set<String> BLOCKS = Set.of(
            "address",
            "article",
            "aside",
            "blockquote",
            "body",
            "caption",
            "center",
            "dd",
            "details",
            "dir",
            "div",
            "dl",
            "dt",
            "fieldset",
            "figcaption",
            "figure",
            "footer",
            "form",
            "h1",
            "h2",
            "h3",
            "h4",
            "h5",
            "h6",
            "header",
            "hgroup",
            "hr",
            "html",
            "legend",
            "li",
            "main",
            "menu",
            "nav",
            "ol",
            "p",
            "pre",
            "section",
            "summary",
            "table",
            "tbody",
            "td",
            "tfoot",
            "th",
            "thead",
            "tr",
            "ul",
            "search",
            "xmp",
            "listing",
            "plaintext");

    /** Hold other blocks without saying what they are. */
    static final Set<String> CONTAINERS =
            Set.of("div", "section", "article", "main", "center", "body", "form", "td", "dd", "details", "fieldset");

    /** Roles of what stands around the main text. */
    static final Set<String> ROLES_AROUND = Set.of(
            "menu",
            "menubar",
            "complementary",
            "navigation",
            "alert",
            "alertdialog",
            "dialog",
            "search",
            "contentinfo",
            "banner");

    static final Set<String> HEADINGS = Set.of("h1", "h2", "h3", "h4", "h5", "h6");

    static final Set<String> LISTS = Set.of("ul", "ol", "dl", "menu", "dir");

    /** Score that an element begins with when a paragraph below speaks for it. */
    static final Map<String, Integer> FIRST_SCORE = Map.ofEntries(
            Map.entry("div", 5),
            Map.entry("article", 10),
            Map.entry("main", 10),
            Map.entry("section", 3),
            Map.entry("pre", 3),
            Map.entry("td", 3),
            Map.entry("blockquote", 3),
            Map.entry("address", -3),
            Map.entry("ol", -3),
            Map.entry("ul", -3),
            Map.entry("dl", -3),
            Map.entry("dd", -3),
            Map.entry("dt", -3),
            Map.entry("li", -3),
            Map.entry("form", -3),
            Map.entry("h1", -5),
            Map.entry("h2", -5),
            Map.entry("h3", -5),
            Map.entry("h4", -5),
            Map.entry("h5", -5),
            Map.entry("h6", -5),
            Map.entry("th", -5));

    static final int BLOCK = 1;
    static final int HEADING = 1 << 1;
    static final int LIST = 1 << 2;
    /** Tables, quotations, code, lists and formulas: what a text is worked out with. */
    static final int WORK = 1 << 3;
    /** Nothing of it is text, but that it is there counts. */
    static final int COUNTED_ONLY = 1 << 4;
    /** See {@link #SKIPPED}. */
    static final int NO_TEXT = 1 << 5;

    static final int PARAGRAPH = 1 << 6;
    static final int ITEM = 1 << 7;
    static final int INPUT = 1 << 8;
    static final int IMAGE = 1 << 9;
    static final int LINK = 1 << 10;
    static final int TABLE_OR_CODE = 1 << 11;
    static final int FIGURE = 1 << 12;
    static final int BREAK = 1 << 13;

    private static final Map<String, Integer> KINDS = kinds();

    private Tags() {}

    /** Which of the kinds above a tag is, as the sum of their bits. */
    static int kinds(String tag) {
        return KINDS.getOrDefault(tag, 0);
    }

    private static Map<String, Integer> kinds() {
        Map<Integer, Set<String>> tags = Map.ofEntries(
                Map.entry(BLOCK, BLOCKS),
                Map.entry(HEADING, HEADINGS),
                Map.entry(LIST, LISTS),
                Map.entry(WORK, Set.of("table", "blockquote", "pre", "code", "ul", "ol", "math")),
                Map.entry(COUNTED_ONLY, Set.of("input", "textarea", "select", "button", "img")),
                Map.entry(NO_TEXT, SKIPPED),
                Map.entry(PARAGRAPH, Set.of("p")),
                Map.entry(ITEM, Set.of("li")),
                Map.entry(INPUT, Set.of("input")),
                Map.entry(IMAGE, Set.of("img")),
                Map.entry(LINK, Set.of("a")),
                Map.entry(TABLE_OR_CODE, Set.of("table", "code", "pre")),
                Map.entry(FIGURE, Set.of("figure")),
                Map.entry(BREAK, Set.of("br")));
        Map<String, Integer> kinds = new HashMap<>();
        tags.forEach((kind, of) -> of.forEach(tag -> kinds.merge(tag, kind, (a, b) -> a | b)));
        return kinds;
    }
}
