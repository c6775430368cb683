package dev.millrace.pipeline.extract;

/** What stands around elements within a line of Markdown: emphasis, code, links. */
final class InlineMarks {
    static final String CODE = "`";

    private static final String STRONG = String.valueOf(Emphasis.STRONG);
    private static final String LIGHT = String.valueOf(Emphasis.LIGHT);

    private InlineMarks() {}

    /** Before an element; empty when there is none. */
    static String opening(PageNode node) {
        return switch (node.tag) {
            case "strong", "b" -> STRONG;
            case "em", "i" -> LIGHT;
            case "code", "kbd", "samp", "tt" -> CODE;
            case "a" -> node.target.isEmpty() ? "" : "[";
            default -> "";
        };
    }

    /** After it. */
    static String closing(PageNode node) {
        return switch (node.tag) {
            case "strong", "b" -> String.valueOf(Emphasis.STRONG_END);
            case "em", "i" -> String.valueOf(Emphasis.LIGHT_END);
            case "a" -> node.target.isEmpty() ? "" : "](" + node.target + ")";
            default -> opening(node);
        };
    }
}
