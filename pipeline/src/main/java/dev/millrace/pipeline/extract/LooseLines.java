package dev.millrace.pipeline.extract;

import java.util.ArrayList;
import java.util.List;

/** Lines that stand directly in a block, between its blocks and its line breaks. */
final class LooseLines {
    private final PageTree tree;
    private final List<Line> lines = new ArrayList<>();
    private List<PageNode> open = new ArrayList<>();

    private LooseLines(PageTree tree) {
        this.tree = tree;
    }

    /** None where all that the block has is one line; the tree must have been measured. */
    static List<Line> of(PageTree tree, PageNode block) {
        if (block.ownCharacters == 0 || (block.blocksWithin == 0 && !isBroken(tree, block))) {
            return List.of();
        }
        LooseLines loose = new LooseLines(tree);
        for (int i = block.order + 1; i < block.end; i = tree.nodes.get(i).end) {
            PageNode child = tree.nodes.get(i);
            if (child.isBlock() || child.blocksWithin > 0 || child.tag.equals("br")) {
                loose.endLine();
            } else if (!child.removed) {
                loose.open.add(child);
            }
        }
        loose.endLine();
        return loose.lines;
    }

    private static boolean isBroken(PageTree tree, PageNode block) {
        for (int i = block.order + 1; i < block.end; i = tree.nodes.get(i).end) {
            if (tree.nodes.get(i).tag.equals("br")) {
                return true;
            }
        }
        return false;
    }

    private void endLine() {
        if (open.stream().anyMatch(node -> node.characters > 0)) {
            lines.add(new Line(tree, open));
        }
        open = new ArrayList<>();
    }

    /** @param nodes texts and elements within a line, in order */
    record Line(PageTree tree, List<PageNode> nodes) {
        int characters() {
            return nodes.stream().mapToInt(node -> node.characters).sum();
        }

        double linkDensity() {
            int characters = characters();
            return characters == 0
                    ? 0
                    : nodes.stream().mapToDouble(node -> node.linkCharacters).sum() / characters;
        }

        /** On one line, at most so many characters. */
        String text(int most) {
            StringBuilder text = new StringBuilder();
            for (PageNode node : nodes) {
                String part = tree.text(node, most);
                if (!text.isEmpty() && !part.isEmpty()) {
                    text.append(' ');
                }
                text.append(part);
            }
            return text.substring(0, Math.min(most, text.length()));
        }

        void remove() {
            nodes.forEach(tree::remove);
        }
    }
}
