package dev.millrace.pipeline.extract;

/** Counts what would become nodes, before anything is built. */
final class NodeBudget {
    private NodeBudget() {}

    /**
     * Number of tags: of those that open elements, or of those that close them where these are more. Closing what is not
     * open costs a parser a look at all that is.
     */
    static int tags(String html) {
        int opening = 0;
        int closing = 0;
        for (int at = html.indexOf('<'); at >= 0 && at + 1 < html.length(); at = html.indexOf('<', at + 1)) {
            char next = html.charAt(at + 1);
            opening += (next >= 'a' && next <= 'z') || (next >= 'A' && next <= 'Z') ? 1 : 0;
            closing += next == '/' ? 1 : 0;
        }
        return Math.max(opening, closing);
    }
}
