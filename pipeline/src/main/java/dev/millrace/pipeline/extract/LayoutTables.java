package dev.millrace.pipeline.extract;

import java.util.BitSet;

/** Tables that place parts of a page side by side; data stands in the others. */
final class LayoutTables {
    private static final int MUCH_PROSE = 400;

    private LayoutTables() {}

    /** Has what lies in such tables judged like what lies in none. The tree must have been measured. */
    static void release(PageTree tree) {
        BitSet layout = layout(tree);
        if (layout.isEmpty()) {
            return;
        }
        for (PageNode node : tree.nodes) {
            switch (node.tag) {
                case "table" -> node.inTableOrCode = !layout.get(node.order);
                case "code", "pre" -> node.inTableOrCode = true;
                default -> node.inTableOrCode = node.order > 0 && tree.parent(node).inTableOrCode;
            }
        }
    }

    /** Those that hold another table, or a cell with much running text. */
    private static BitSet layout(PageTree tree) {
        BitSet layout = new BitSet();
        int[] nearest = new int[tree.nodes.size()];
        for (PageNode node : tree.nodes) {
            int above = node.order == 0 ? -1 : nearest[node.parent];
            nearest[node.order] = node.tag.equals("table") ? node.order : above;
            boolean cell = node.tag.equals("td") && node.prose >= MUCH_PROSE;
            if (above >= 0 && (cell || node.tag.equals("table"))) {
                layout.set(above);
            }
        }
        return layout;
    }
}
