package dev.millrace.pipeline.extract;

/** How wide a table is. */
final class TableShape {
    private static final int MOST = 200;

    private TableShape() {}

    /** Cells of the widest row, at most 200. */
    static int columns(PageTree tree, PageNode table) {
        int most = 0;
        int inRow = 0;
        for (int i = table.order; i < table.end; i++) {
            PageNode node = tree.nodes.get(i);
            inRow = node.tag.equals("tr") ? 0 : inRow;
            inRow += !node.removed && (node.tag.equals("td") || node.tag.equals("th")) ? 1 : 0;
            most = Math.max(most, inRow);
        }
        return Math.min(most, MOST);
    }
}
