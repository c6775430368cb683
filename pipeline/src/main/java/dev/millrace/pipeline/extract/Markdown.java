package dev.millrace.pipeline.extract;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Writes elements as CommonMark: headings, emphasis, links, lists, quotations, code; tables as GitHub has them. */
final class Markdown {
    private static final String ESCAPED = "\\`*[]<~";
    private static final String ESCAPED_FIRST = "#>+-=";
    private static final int NONE = -1;
    /** Characters of indentation from which on lists and quotations go no deeper: every line has them. */
    private static final int DEEPEST = 32;

    private final PageTree tree;
    private final StringBuilder out = new StringBuilder();
    private final Deque<PageNode> open = new ArrayDeque<>();
    /** Numbers that the next items have; 0 in lists without. */
    private final Deque<Integer> numbers = new ArrayDeque<>();
    /** What every line begins with, of lists and quotations. */
    private final StringBuilder indent = new StringBuilder();

    /** Lengths that it had before. */
    private final Deque<Integer> indents = new ArrayDeque<>();

    private final StringBuilder marks = new StringBuilder();
    /** How many of the open elements have a mark. */
    private final Map<String, Integer> within = new HashMap<>();

    private int newlines;
    private boolean space;
    private int preformatted;
    private int tables;
    private boolean lineStart = true;
    private boolean fresh;
    /** Of the row that is being written, and rows before it. */
    private int cells;

    private int rows;
    /** Of the table's widest row. */
    private int columns;
    /** Order of the preformatted element whose fence is open; negative when none is. */
    private int fenced = NONE;

    private String fence = "";
    /** Whether the line that is to break next does so where the page says. */
    private boolean broken;
    /** Whether only digits stand on the line so far. */
    private boolean numbered;

    private Markdown(PageTree tree) {
        this.tree = tree;
    }

    static String of(PageTree tree, List<PageNode> contents) {
        Markdown markdown = new Markdown(tree);
        for (PageNode content : contents) {
            markdown.write(content);
            markdown.breakLines(2);
        }
        return Emphasis.written(markdown.out);
    }

    private void write(PageNode content) {
        for (int i = content.order; i < content.end; ) {
            PageNode node = tree.nodes.get(i);
            while (!open.isEmpty() && open.peek().end <= i) {
                close();
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
                within.merge(InlineMarks.opening(node), 1, Integer::sum);
            }
            i++;
        }
        while (!open.isEmpty()) {
            close();
        }
    }

    private void close() {
        PageNode node = open.pop();
        within.merge(InlineMarks.opening(node), -1, Integer::sum);
        close(node);
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
                fence = CodeFence.of(tree, node);
            }
            case "table" -> {
                breakLines(2);
                tables += node.inTableOrCode ? 1 : 0;
                columns = node.inTableOrCode ? TableShape.columns(tree, node) : 0;
            }
            case "br" -> breakLine();
            case "hr" -> rule();
            default -> {
                if (node.isBlock()) {
                    breakLines(isApart(node) ? 2 : 1);
                } else if (!isWithinSame(node)) {
                    marks.append(opening(node));
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
                end();
                breakLines(1);
            }
            case "blockquote" -> {
                end();
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
        return !node.tag.equals("dt") && !node.tag.equals("dd");
    }

    // ---- lists

    private void openItem() {
        breakLines(1);
        int number = numbers.isEmpty() ? 0 : numbers.pop();
        numbers.push(number == 0 ? 0 : number + 1);
        String mark = number == 0 ? "- " : number + ". ";
        begin(mark, " ".repeat(mark.length()));
    }

    /** What begins with a mark and goes on below it; blocks that open before its text begin no lines. */
    private void begin(String mark, String below) {
        flushBreaks();
        out.append(mark);
        indents.push(indent.length());
        if (indent.length() < DEEPEST) {
            indent.append(below);
        }
        fresh = true;
        space = false;
        lineStart = true;
    }

    private void end() {
        fresh = false;
        indent.setLength(indents.pop());
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

    /** The first row is as wide as the widest, as readers cut the others to its width. */
    private void endRow() {
        if (cells > 0) {
            out.append(" |");
            if (rows == 0) {
                out.append(" |".repeat(Math.max(0, columns - cells)));
                out.append('\n').append(indent).append("|").append(" --- |".repeat(Math.max(cells, columns)));
            }
            rows++;
        }
        cells = 0;
        if (!open.isEmpty() && open.peek().tag.equals("table")) {
            rows = 0;
        }
    }

    // ---- within a line

    private String opening(PageNode node) {
        return preformatted > 0 ? "" : InlineMarks.opening(node);
    }

    /** Bold within bold, as page builders write it. */
    private boolean isWithinSame(PageNode node) {
        String mark = opening(node);
        return !mark.isEmpty() && within.getOrDefault(mark, 0) > 0;
    }

    private void closeInline(PageNode node) {
        String mark = opening(node);
        if (mark.isEmpty() || isWithinSame(node)) {
            return;
        }
        if (!marks.isEmpty()) {
            // nothing was written since it was opened
            marks.setLength(Math.max(0, marks.length() - mark.length()));
        } else {
            out.append(InlineMarks.closing(node));
        }
    }

    private void append(PageNode node) {
        if (preformatted > 0 && tables == 0) {
            appendCode(node.text);
            return;
        }
        boolean code =
                open.stream().limit(4).anyMatch(element -> opening(element).equals(InlineMarks.CODE));
        for (int i = 0; i < node.text.length(); i++) {
            char c = node.text.charAt(i);
            if (Character.isWhitespace(c) || c == '\u00A0') {
                space = true;
            } else if (!TextMeasure.isInvisible(c) && !Emphasis.isMark(c)) {
                flush();
                char next = i + 1 < node.text.length() ? node.text.charAt(i + 1) : ' ';
                if ((!code && isEscaped(c, next)) || (c == '|' && tables > 0)) {
                    out.append('\\');
                }
                numbered = (numbered || lineStart) && c >= '0' && c <= '9';
                out.append(c);
                lineStart = false;
            }
        }
    }

    // \# at the start of a line | 1\. at the start of a line | \_a | \&amp;
    private boolean isEscaped(char c, char next) {
        return switch (c) {
            case '.', ')' -> numbered && Character.isWhitespace(next);
            case '_' ->
                !Character.isLetterOrDigit(next)
                        || out.isEmpty()
                        || !Character.isLetterOrDigit(out.charAt(out.length() - 1));
            case '&' -> next == '#' || Character.isLetter(next);
            default -> ESCAPED.indexOf(c) >= 0 || (lineStart && ESCAPED_FIRST.indexOf(c) >= 0);
        };
    }

    /** Lines as they stand, between fences that the first and the last piece write. */
    private void appendCode(String text) {
        if (fenced == NONE) {
            if (text.isBlank()) {
                return;
            }
            flushBreaks();
            fenced = open.peek().order;
            out.append(fence).append('\n').append(indent);
        }
        out.append(indent.isEmpty() ? text : text.replace("\n", "\n" + indent));
        lineStart = false;
    }

    private void breakLines(int count) {
        if (fenced != NONE && preformatted == 0) {
            while (!out.isEmpty() && Character.isWhitespace(out.charAt(out.length() - 1))) {
                out.setLength(out.length() - 1);
            }
            out.append('\n').append(indent).append(CodeFence.end(fence));
            fenced = NONE;
        }
        if (preformatted == 0 && !fresh) {
            newlines = Math.max(newlines, count);
        }
    }

    private void breakLine() {
        if (preformatted > 0 && tables == 0) {
            appendCode("\n");
        } else {
            broken = newlines == 0;
            breakLines(1);
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
            out.append(newlines == 1 && broken && !lineStart ? "  " : "");
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
        broken = false;
    }
}
