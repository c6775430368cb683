package dev.millrace.pipeline.source;

import dev.millrace.pipeline.source.WikiOutput.Construct;
import java.util.Optional;
import org.jsoup.parser.Parser;

/**
 * Wikitext to plain text in one pass: tables, references, images, categories, comments and most templates go, links
 * leave their labels, headings and list items their texts. What is never closed stays as it stands.
 */
final class WikiText {
    private static final int LONGEST_WORD = 40;

    /** Templates in which text may stand that is shown; longer ones, and those deep within others, go. */
    private static final int LONGEST_TEMPLATE = 20_000;

    private static final int DEEPEST_TEMPLATE = 8;

    private final String text;
    private final WikiOutput out;
    private final WikiTags tags;
    private int at;
    private boolean heading;

    private WikiText(String text) {
        this.text = text;
        this.out = new WikiOutput(text.length());
        this.tags = new WikiTags(text, out);
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
                out.add(c);
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
            case '}' -> (out.isInnermost(Construct.PARAMETER) && closeParameter()) || closeTemplate();
            case '[' -> opening("[[", Construct.LINK, true) || external();
            case ']' -> closeLink();
            case '|' -> passed(out.bar(), 1);
            case '<' -> tag();
            case '\'' -> quotes();
            case '_' -> magicWord();
            case '\n' -> lineEnd();
            case ')' -> passed(out.closesEmptyBrackets(), 1);
            default -> false;
        };
    }

    // heading: "="+ text "="+ ; list: [*#:;]+ text ; rule: "----"
    private boolean startLine(char c) {
        if (c == '{' && text.startsWith("{|", at)) {
            push(Construct.TABLE, 2);
            return true;
        }
        if (c == '|' && text.startsWith("|}", at) && !text.startsWith("|}}", at) && out.count(Construct.TABLE) > 0) {
            out.drop(Construct.TABLE);
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
            out.add(item ? "- " : "");
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
        out.open(construct);
        at += length;
    }

    private boolean passed(boolean taken, int length) {
        at += taken ? length : 0;
        return taken;
    }

    private boolean closeParameter() {
        boolean closes = text.startsWith("}}}", at);
        if (closes) {
            out.drop(Construct.PARAMETER);
        }
        return passed(closes, 3);
    }

    private boolean closeTemplate() {
        if (!text.startsWith("}}", at) || out.count(Construct.TEMPLATE) == 0) {
            return false;
        }
        int depth = out.count(Construct.TEMPLATE);
        int start = out.close(Construct.TEMPLATE).start();
        boolean shown = depth <= DEEPEST_TEMPLATE && out.length() - start <= LONGEST_TEMPLATE;
        String text = shown ? WikiTemplates.shown(out.from(start)) : "";
        out.cut(start);
        out.add(text);
        return passed(true, 2);
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
        if (text.startsWith("]]", at) && out.count(Construct.LINK) > 0 && !out.isInnermost(Construct.EXTERNAL)) {
            WikiOutput.Open link = out.close(Construct.LINK);
            String target = out.between(link.start(), link.bar() < 0 ? out.length() : link.bar());
            String label = link.bar() < 0 ? target : out.from(link.bar());
            out.cut(link.start());
            if (!isNamespaced(target)) {
                out.add(label.isBlank() ? target : label.startsWith(":") ? label.substring(1) : label);
            }
            return passed(true, 2);
        }
        if (out.isInnermost(Construct.EXTERNAL)) {
            int start = out.close(Construct.EXTERNAL).start();
            String link = out.from(start);
            out.cut(start);
            int space = link.indexOf(' ');
            out.add(space < 0 ? "" : link.substring(space + 1));
            return passed(true, 1);
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

    private boolean lineEnd() {
        out.endLine();
        if (heading) {
            heading = false;
            out.strip("= ");
        }
        return false;
    }

    private boolean tag() {
        Optional<Integer> end = tags.end(at);
        at = end.orElse(at);
        return end.isPresent();
    }

    private boolean quotes() {
        int end = at;
        while (end < text.length() && text.charAt(end) == '\'') {
            end++;
        }
        if (end - at < 2) {
            return false;
        }
        out.add("'".repeat(end - at == 4 ? 1 : 0));
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
