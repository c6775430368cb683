package dev.millrace.pipeline.extract;

import java.util.ArrayDeque;
import java.util.List;

/** Writes elements as plain text: blocks on lines of their own, paragraphs apart, preformatted text as it stands. */
final class PlainText {
    private static final List<String> APART =
            List.of("p", "pre", "h1", "h2", "h3", "h4", "h5", "h6", "blockquote", "ul", "ol", "dl", "table", "figure");

    private static final int LONGEST_CELL = 300;

    private final PageTree tree;
    private final StringBuilder out = new StringBuilder();
    private int newlines;
    /** Order after a cell whose text stays on the row's line. */
    private int cellEnd;

    private boolean space;
    private String prefix = "";

    private PlainText(PageTree tree) {
        this.tree = tree;
    }

    static String of(PageTree tree, List<PageNode> contents) {
        PlainText text = new PlainText(tree);
        for (PageNode content : contents) {
            text.write(content);
            text.breakLines(2);
        }
        return text.out.toString();
    }

    private void write(PageNode content) {
        // ends of open elements are passed in order, as each knows where it ends
        ArrayDeque<PageNode> open = new ArrayDeque<>();
        int preformatted = 0;
        for (int i = content.order; i < content.end; ) {
            PageNode node = tree.nodes.get(i);
            while (!open.isEmpty() && open.peek().end <= i) {
                PageNode closed = open.pop();
                preformatted -= closed.tag.equals("pre") ? 1 : 0;
                close(closed);
            }
            if (node.removed) {
                i = node.end;
                continue;
            }
            if (node.isText()) {
                append(node.text, preformatted > 0);
            } else {
                preformatted += node.tag.equals("pre") ? 1 : 0;
                open(node);
                open.push(node);
            }
            i++;
        }
        open.forEach(this::close);
    }

    private void open(PageNode node) {
        switch (node.tag) {
            case "br" -> newlines++;
            case "li" -> {
                breakLines(1);
                prefix = "- ";
            }
            case "td", "th" -> {
                if (node.inTableOrCode) {
                    cell(node);
                } else {
                    blockEdge(node);
                }
            }
            default -> blockEdge(node);
        }
    }

    private void close(PageNode node) {
        if (node.inTableOrCode && (node.tag.equals("td") || node.tag.equals("th"))) {
            space = true;
        } else {
            blockEdge(node);
        }
    }

    private void blockEdge(PageNode node) {
        if (node.order < cellEnd) {
            space = true;
        } else if (node.isBlock()) {
            prefix = node.tag.equals("li") ? "" : prefix;
            breakLines(APART.contains(node.tag) && !(node.inList && node.isList()) ? 2 : 1);
        }
    }

    /** Cells of a row stay on its line. */
    private void cell(PageNode node) {
        if (node.blocksWithin <= 1 && node.characters <= LONGEST_CELL) {
            cellEnd = node.end;
        }
        if (newlines == 0 && !out.isEmpty()) {
            prefix = "| ";
            space = true;
        }
    }

    private void breakLines(int count) {
        newlines = Math.max(newlines, count);
    }

    private void append(String text, boolean preformatted) {
        if (preformatted) {
            appendAsItStands(text);
            return;
        }
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (Character.isWhitespace(c) || c == '\u00A0') {
                space = true;
            } else if (!TextMeasure.isInvisible(c)) {
                flush();
                out.append(c);
            }
        }
    }

    /** White space between the elements of preformatted text breaks lines too. */
    private void appendAsItStands(String text) {
        if (!text.isBlank()) {
            flush();
            out.append(text);
        } else if (text.indexOf('\n') >= 0) {
            breakLines((int) text.chars().filter(c -> c == '\n').count());
        } else {
            space |= !text.isEmpty();
        }
    }

    private void flush() {
        if (out.isEmpty()) {
            newlines = 0;
            space = false;
        }
        if (newlines > 0) {
            out.append("\n".repeat(Math.min(newlines, 2)));
        } else if (space) {
            out.append(' ');
        }
        out.append(prefix);
        prefix = "";
        newlines = 0;
        space = false;
    }
}
