package dev.millrace.pipeline.extract;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/** Writes elements as CommonMark: headings, emphasis, links, lists, quotations, code; tables as GitHub has them. */
final class Markdown {
    private static final String ESCAPED = "\\`*[]<";
    private static final String FENCE = "```";
    private static final int NONE = -1;

    private final PageTree tree;
    private final StringBuilder out = new StringBuilder();
    private final Deque<PageNode> open = new ArrayDeque<>();
    /** Numbers that the next items have; 0 in lists without. */
    private final Deque<Integer> numbers = new ArrayDeque<>();
    /** What every line begins with, of lists and quotations. */
    private final StringBuilder indent = new StringBuilder();

    private final StringBuilder marks = new StringBuilder();
    private int newlines;
    private boolean space;
    private int preformatted;
    private int tables;
    private boolean lineStart = true;
    private boolean fresh;
    /** Of the row that is being written, and rows before it. */
    private int cells;

    private int rows;
    /** Order of the preformatted element whose fence is open; negative when none is. */
    private int fenced = NONE;

    private Markdown(PageTree tree) {
        this.tree = tree;
    }

    static String of(PageTree tree, List<PageNode> contents) {
        Markdown markdown = new Markdown(tree);
        for (PageNode content : contents) {
            markdown.write(content);
            markdown.breakLines(2);
        }
        return markdown.out.toString();
    }

    private void write(PageNode content) {
        for (int i = content.order; i < content.end; ) {
            PageNode node = tree.nodes.get(i);
            while (!open.isEmpty() && open.peek().end <= i) {
                close(open.pop());
            }
            if (node.removed) {
                i = node.end;
                continue;
            }
            if (node.isText()) {
                append(node);
            } else {
                open(node);
                open.push(node);
            }
            i++;
        }
        while (!open.isEmpty()) {
            close(open.pop());
        }
    }

    private void open(PageNode node) {
        if (tables > 0 && node.isBlock()) {
            openWithinTable(node);
            return;
        }
        switch (node.tag) {
            case "h1", "h2", "h3", "h4", "h5", "h6" -> {
                breakLines(2);
                marks.append("#".repeat(node.tag.charAt(1) - '0')).append(' ');
            }
            case "ul", "ol", "menu", "dir" -> {
                breakLines(numbers.isEmpty() ? 2 : 1);
                numbers.push(node.tag.equals("ol") ? 1 : 0);
            }
            case "li" -> openItem();
            case "blockquote" -> {
                breakLines(2);
                begin("> ", "> ");
            }
            case "pre" -> {
                breakLines(2);
                preformatted++;
            }
            case "table" -> {
                breakLines(2);
                tables += node.inTableOrCode ? 1 : 0;
            }
            case "br" -> breakLines(1);
            case "hr" -> rule();
            default -> {
                if (node.isBlock()) {
                    breakLines(isApart(node) ? 2 : 1);
                } else if (!isWithinSame(node)) {
                    marks.append(inline(node, true));
                }
            }
        }
    }

    private void close(PageNode node) {
        if (tables > 0 && node.isBlock() && !node.tag.equals("table")) {
            space = true;
            return;
        }
        switch (node.tag) {
            case "ul", "ol", "menu", "dir" -> {
                numbers.poll();
                breakLines(numbers.isEmpty() ? 2 : 1);
            }
            case "li" -> {
                fresh = false;
                shorten(numbers.isEmpty() || numbers.peek() == 0 ? 2 : 3);
                breakLines(1);
            }
            case "blockquote" -> {
                fresh = false;
                shorten(2);
                breakLines(2);
            }
            case "pre" -> {
                preformatted--;
                breakLines(2);
            }
            case "table" -> {
                endRow();
                tables -= node.inTableOrCode ? 1 : 0;
                breakLines(2);
            }
            default -> {
                if (node.isHeading()) {
                    marks.setLength(0);
                }
                if (node.isBlock()) {
                    breakLines(isApart(node) ? 2 : 1);
                } else {
                    closeInline(node);
                }
            }
        }
    }

    private static boolean isApart(PageNode node) {
        return node.isHeading() || node.tag.equals("p") || node.tag.equals("dl") || node.tag.equals("figure");
    }

    // ---- lists

    private void openItem() {
        breakLines(1);
        int number = numbers.isEmpty() ? 0 : numbers.pop();
        numbers.push(number == 0 ? 0 : number + 1);
        begin(number == 0 ? "- " : number + ". ", number == 0 ? "  " : "   ");
    }

    /** What begins with a mark and goes on below it; blocks that open before its text begin no lines. */
    private void begin(String mark, String below) {
        flushBreaks();
        out.append(mark);
        indent.append(below);
        fresh = true;
        space = false;
        lineStart = true;
    }

    private void shorten(int characters) {
        indent.setLength(Math.max(0, indent.length() - characters));
    }

    // ---- tables: a line a row, a line of hyphens below the first

    private void openWithinTable(PageNode node) {
        switch (node.tag) {
            case "tr" -> {
                endRow();
                breakLines(rows == 0 ? 2 : 1);
            }
            case "td", "th" -> {
                if (cells == 0) {
                    flushBreaks();
                    out.append("|");
                    lineStart = false;
                } else {
                    out.append(" |");
                }
                cells++;
                space = true;
            }
            default -> space = true;
        }
    }

    private void endRow() {
        if (cells > 0) {
            out.append(" |");
            if (rows == 0) {
                out.append('\n').append(indent).append("|").append(" --- |".repeat(cells));
            }
            rows++;
        }
        cells = 0;
        if (!open.isEmpty() && open.peek().tag.equals("table")) {
            rows = 0;
        }
    }

    // ---- within a line

    private String inline(PageNode node, boolean opening) {
        if (preformatted > 0) {
            return "";
        }
        return switch (node.tag) {
            case "strong", "b" -> "**";
            case "em", "i" -> "*";
            case "code", "kbd", "samp", "tt" -> "`";
            case "a" -> node.target.isEmpty() ? "" : opening ? "[" : "](" + node.target + ")";
            default -> "";
        };
    }

    /** Bold within bold, as page builders write it. */
    private boolean isWithinSame(PageNode node) {
        String mark = inline(node, true);
        return !mark.isEmpty()
                && open.stream().anyMatch(outer -> inline(outer, true).equals(mark));
    }

    private void closeInline(PageNode node) {
        String mark = inline(node, true);
        if (mark.isEmpty() || isWithinSame(node)) {
            return;
        }
        if (!marks.isEmpty()) {
            // nothing was written since it was opened
            marks.setLength(Math.max(0, marks.length() - mark.length()));
        } else {
            out.append(inline(node, false));
        }
    }

    private void append(PageNode node) {
        if (preformatted > 0 && tables == 0) {
            appendCode(node.text);
            return;
        }
        boolean code =
                open.stream().limit(4).anyMatch(element -> inline(element, true).equals("`"));
        for (int i = 0; i < node.text.length(); i++) {
            char c = node.text.charAt(i);
            if (Character.isWhitespace(c) || c == '\u00A0') {
                space = true;
            } else if (!TextMeasure.isInvisible(c)) {
                flush();
                boolean escape = !code && (ESCAPED.indexOf(c) >= 0 || (lineStart && "#>+-".indexOf(c) >= 0));
                if (escape || (c == '|' && tables > 0)) {
                    out.append('\\');
                }
                out.append(c);
                lineStart = false;
            }
        }
    }

    /** Lines as they stand, between fences that the first and the last piece write. */
    private void appendCode(String text) {
        if (fenced == NONE) {
            if (text.isBlank()) {
                return;
            }
            flushBreaks();
            fenced = open.peek().order;
            out.append(FENCE).append('\n').append(indent);
        }
        out.append(indent.isEmpty() ? text : text.replace("\n", "\n" + indent));
        lineStart = false;
    }

    private void breakLines(int count) {
        if (fenced != NONE && preformatted == 0) {
            while (!out.isEmpty() && Character.isWhitespace(out.charAt(out.length() - 1))) {
                out.setLength(out.length() - 1);
            }
            out.append('\n').append(indent).append(FENCE);
            fenced = NONE;
        }
        if (preformatted == 0 && !fresh) {
            newlines = Math.max(newlines, count);
        }
    }

    private void rule() {
        breakLines(2);
        flushBreaks();
        out.append("---");
        breakLines(2);
    }

    private void flush() {
        flushBreaks();
        if (space && !lineStart) {
            out.append(' ');
        }
        space = false;
        if (!marks.isEmpty()) {
            out.append(marks);
            marks.setLength(0);
            lineStart = false;
        }
    }

    private void flushBreaks() {
        fresh = false;
        if (out.isEmpty()) {
            newlines = 0;
            out.append(indent);
        }
        if (newlines > 0 && tables > 0 && cells > 0) {
            newlines = 0;
            space = true;
        }
        if (newlines > 0) {
            for (int i = 0; i < Math.min(newlines, 2); i++) {
                out.append('\n');
                if (i == newlines - 1 || indent.indexOf(">") >= 0) {
                    out.append(indent);
                }
            }
            space = false;
            lineStart = true;
        }
        newlines = 0;
    }
}
