package dev.millrace.pipeline.source;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jsoup.parser.Parser;

/**
 * Wikitext to plain text in one pass: templates, tables, references, images, categories and comments go, links leave
 * their labels, headings and list items their texts. What is never closed stays as it stands.
 */
final class WikiText {
    private enum Construct {
        TEMPLATE,
        PARAMETER,
        TABLE,
        LINK,
        EXTERNAL,
        REFERENCE
    }

    /** A construct that is open since this length of the output. */
    private static final class Open {
        private final Construct construct;
        private final int start;
        private int bar = -1;

        Open(Construct construct, int start) {
            this.construct = construct;
            this.start = start;
        }
    }

    private static final Set<String> DROPPED = Set.of(
            "gallery",
            "timeline",
            "score",
            "imagemap",
            "templatedata",
            "graph",
            "mapframe",
            "maplink",
            "hiero",
            "references");
    private static final Set<String> RAW =
            Set.of("nowiki", "pre", "math", "chem", "ce", "source", "syntaxhighlight", "code");
    private static final Set<String> BREAKS = Set.of("br", "p", "div", "hr", "li", "blockquote");
    private static final int LONGEST_TAG = 2000;
    private static final int LONGEST_WORD = 40;

    private final String text;
    private final StringBuilder out;
    private final Deque<Open> open = new ArrayDeque<>();
    private final Map<Construct, Integer> counts = new EnumMap<>(Construct.class);
    private final Set<String> neverClosed = new java.util.HashSet<>();
    private int at;
    private boolean heading;

    private WikiText(String text) {
        this.text = text;
        this.out = new StringBuilder(text.length());
    }

    static String plain(String wikitext) {
        WikiText wiki = new WikiText(wikitext);
        wiki.run();
        return tidy(Parser.unescapeEntities(wiki.out.toString(), false));
    }

    private void run() {
        boolean lineStart = true;
        while (at < text.length()) {
            char c = text.charAt(at);
            boolean first = lineStart;
            lineStart = c == '\n';
            boolean taken = (first && startLine(c)) || mark(c);
            if (!taken) {
                out.append(c);
                at++;
            }
        }
        lineEnd();
    }

    private boolean mark(char c) {
        return switch (c) {
            case '{' ->
                opening("{{{", Construct.PARAMETER, !text.startsWith("{{{{", at))
                        || opening("{{", Construct.TEMPLATE, true);
            case '}' ->
                (top(Construct.PARAMETER) && closing("}}}", Construct.PARAMETER)) || closing("}}", Construct.TEMPLATE);
            case '[' -> opening("[[", Construct.LINK, true) || external();
            case ']' -> closeLink();
            case '|' -> bar();
            case '<' -> tag();
            case '\'' -> quotes();
            case '_' -> magicWord();
            case '\n' -> lineEnd();
            case ')' -> emptyBrackets();
            default -> false;
        };
    }

    // heading: "="+ text "="+ ; list: [*#:;]+ text ; rule: "----"
    private boolean startLine(char c) {
        if (c == '{' && text.startsWith("{|", at)) {
            push(Construct.TABLE, 2);
            return true;
        }
        if (c == '|' && text.startsWith("|}", at) && !text.startsWith("|}}", at) && count(Construct.TABLE) > 0) {
            drop(Construct.TABLE);
            at += 2;
            return true;
        }
        if (c == '=') {
            while (at < text.length() && (text.charAt(at) == '=' || text.charAt(at) == ' ')) {
                at++;
            }
            heading = true;
            return true;
        }
        if ("*#:;".indexOf(c) >= 0) {
            boolean item = false;
            while (at < text.length() && "*#:; ".indexOf(text.charAt(at)) >= 0) {
                item |= text.charAt(at) == '*' || text.charAt(at) == '#';
                at++;
            }
            out.append(item ? "- " : "");
            return true;
        }
        if (c == '-' && text.startsWith("----", at)) {
            while (at < text.length() && text.charAt(at) == '-') {
                at++;
            }
            return true;
        }
        return false;
    }

    private boolean opening(String mark, Construct construct, boolean allowed) {
        if (!allowed || !text.startsWith(mark, at)) {
            return false;
        }
        push(construct, mark.length());
        return true;
    }

    private void push(Construct construct, int length) {
        open.push(new Open(construct, out.length()));
        counts.merge(construct, 1, Integer::sum);
        at += length;
    }

    private boolean closing(String mark, Construct construct) {
        if (!text.startsWith(mark, at) || count(construct) == 0) {
            return false;
        }
        drop(construct);
        at += mark.length();
        return true;
    }

    /** Ends the innermost of these, and what is open within it; its text goes. */
    private void drop(Construct construct) {
        out.setLength(pop(construct).start);
    }

    private Open pop(Construct construct) {
        while (true) {
            Open last = open.pop();
            counts.merge(last.construct, -1, Integer::sum);
            if (last.construct == construct) {
                return last;
            }
        }
    }

    private int count(Construct construct) {
        return counts.getOrDefault(construct, 0);
    }

    private boolean top(Construct construct) {
        return !open.isEmpty() && open.peek().construct == construct;
    }

    // "[" scheme "://" … [" " label] "]"
    private boolean external() {
        boolean link = text.startsWith("[http://", at)
                || text.startsWith("[https://", at)
                || text.startsWith("[//", at)
                || text.startsWith("[ftp://", at)
                || text.startsWith("[mailto:", at);
        if (link) {
            push(Construct.EXTERNAL, 1);
        }
        return link;
    }

    private boolean closeLink() {
        if (text.startsWith("]]", at) && count(Construct.LINK) > 0 && !top(Construct.EXTERNAL)) {
            Open link = pop(Construct.LINK);
            String target = out.substring(link.start, link.bar < 0 ? out.length() : link.bar);
            String label = link.bar < 0 ? target : out.substring(link.bar);
            out.setLength(link.start);
            if (!isNamespaced(target)) {
                out.append(label.isBlank() ? target : label.startsWith(":") ? label.substring(1) : label);
            }
            at += 2;
            return true;
        }
        if (top(Construct.EXTERNAL)) {
            Open link = pop(Construct.EXTERNAL);
            int space = out.indexOf(" ", link.start);
            String label = space < 0 ? "" : out.substring(space + 1);
            out.setLength(link.start);
            out.append(label);
            at++;
            return true;
        }
        return false;
    }

    /** Images, categories and the same page in other languages; a colon before the name makes it a plain link. */
    private static boolean isNamespaced(String target) {
        int colon = target.indexOf(':');
        if (colon <= 0 || colon > LONGEST_WORD) {
            return false;
        }
        return colon + 1 < target.length() && target.charAt(colon + 1) != ' ';
    }

    private boolean bar() {
        if (top(Construct.LINK) && open.peek().bar < 0) {
            open.peek().bar = out.length();
            at++;
            return true;
        }
        return false;
    }

    private boolean lineEnd() {
        if (top(Construct.EXTERNAL) || (top(Construct.LINK) && open.peek().bar < 0)) {
            counts.merge(open.pop().construct, -1, Integer::sum);
        }
        if (heading) {
            heading = false;
            int end = out.length();
            while (end > 0 && (out.charAt(end - 1) == '=' || out.charAt(end - 1) == ' ')) {
                end--;
            }
            out.setLength(Math.max(end, open.isEmpty() ? 0 : Math.max(open.peek().start, open.peek().bar)));
        }
        return false;
    }

    private boolean tag() {
        if (text.startsWith("<!--", at)) {
            int end = close("-->", at + 4);
            at = end < 0 ? text.length() : end + 3;
            return true;
        }
        boolean closing = text.startsWith("</", at);
        int from = at + (closing ? 2 : 1);
        int nameEnd = from;
        while (nameEnd < text.length() && nameEnd - from < LONGEST_WORD && isLetter(text.charAt(nameEnd))) {
            nameEnd++;
        }
        Optional<Integer> end = tagEnd(nameEnd);
        if (nameEnd == from || end.isEmpty()) {
            return false;
        }
        String name = text.substring(from, nameEnd).toLowerCase(Locale.ROOT);
        boolean empty = text.charAt(end.get() - 1) == '/';
        at = end.get() + 1;
        if (name.equals("ref")) {
            reference(closing, empty);
        } else if (!closing && !empty && (DROPPED.contains(name) || RAW.contains(name))) {
            raw(name);
        } else if (BREAKS.contains(name)) {
            out.append('\n');
        }
        return true;
    }

    private void reference(boolean closing, boolean empty) {
        if (closing && count(Construct.REFERENCE) > 0) {
            drop(Construct.REFERENCE);
        } else if (!closing && !empty) {
            push(Construct.REFERENCE, 0);
        }
    }

    private void raw(String name) {
        int end = close("</" + name, at);
        if (end < 0) {
            return;
        }
        if (RAW.contains(name)) {
            out.append(text, at, end);
        }
        Optional<Integer> tagEnd = tagEnd(end + 2);
        at = tagEnd.map(each -> each + 1).orElse(text.length());
    }

    /** Where a mark comes next; one that never comes is not looked for again. */
    private int close(String mark, int from) {
        if (neverClosed.contains(mark)) {
            return -1;
        }
        int end = text.indexOf(mark, from);
        if (end < 0) {
            neverClosed.add(mark);
        }
        return end;
    }

    private Optional<Integer> tagEnd(int from) {
        int longest = Math.min(text.length(), from + LONGEST_TAG);
        for (int i = from; i < longest; i++) {
            char c = text.charAt(i);
            if (c == '>') {
                return Optional.of(i);
            }
            if (c == '<') {
                return Optional.empty();
            }
        }
        return Optional.empty();
    }

    private boolean quotes() {
        int end = at;
        while (end < text.length() && text.charAt(end) == '\'') {
            end++;
        }
        if (end - at < 2) {
            return false;
        }
        out.append("'".repeat(end - at == 4 ? 1 : 0));
        at = end;
        return true;
    }

    // "__" [A-Z]+ "__"
    private boolean magicWord() {
        if (!text.startsWith("__", at)) {
            return false;
        }
        int end = at + 2;
        while (end < text.length() && end - at < LONGEST_WORD && Character.isUpperCase(text.charAt(end))) {
            end++;
        }
        boolean word = end > at + 2 && text.startsWith("__", end);
        at = word ? end + 2 : at;
        return word;
    }

    /** Brackets that only held what went. */
    private boolean emptyBrackets() {
        int end = out.length();
        while (end > 0 && " ,;:".indexOf(out.charAt(end - 1)) >= 0) {
            end--;
        }
        if (end == 0 || out.charAt(end - 1) != '(') {
            return false;
        }
        int start = end - 1;
        while (start > 0 && out.charAt(start - 1) == ' ') {
            start--;
        }
        if (!open.isEmpty() && Math.max(open.peek().start, open.peek().bar) > start) {
            return false;
        }
        out.setLength(start);
        at++;
        return true;
    }

    private static boolean isLetter(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
    }

    /** Lines without white space at their ends, no more than one blank line between them. */
    private static String tidy(String text) {
        StringBuilder tidy = new StringBuilder(text.length());
        int blank = 2;
        for (String line : text.split("\n", -1)) {
            String stripped = line.strip();
            if (stripped.isEmpty() || stripped.equals("-")) {
                blank++;
                continue;
            }
            tidy.append(tidy.isEmpty() ? "" : blank > 0 ? "\n\n" : "\n").append(stripped);
            blank = 0;
        }
        return tidy.toString();
    }
}
