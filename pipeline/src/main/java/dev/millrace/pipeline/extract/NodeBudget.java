package dev.millrace.pipeline.extract;

/** Counts what would become nodes, before anything is built. */
final class NodeBudget {
    private NodeBudget() {}

    /** Number of {@code <} followed by a letter. */
    static int tags(String html) {
        int count = 0;
        for (int at = html.indexOf('<'); at >= 0 && at + 1 < html.length(); at = html.indexOf('<', at + 1)) {
            char next = html.charAt(at + 1);
            count += (next >= 'a' && next <= 'z') || (next >= 'A' && next <= 'Z') ? 1 : 0;
        }
        return count;
    }
}
