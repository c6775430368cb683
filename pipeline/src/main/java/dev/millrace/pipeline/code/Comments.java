package dev.millrace.pipeline.code;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/** How comments look, by type of file. */
final class Comments {
    private static final List<Style> C = List.of(new Style("/*", "*/"), Style.line("//"));
    private static final List<Style> HASH = List.of(Style.line("#"));
    private static final List<Style> MARKUP = List.of(new Style("<!--", "-->"));

    private static final Map<String, List<Style>> BY_TYPE = Map.ofEntries(
            Map.entry("py", List.of(Style.line("#"), new Style("\"\"\"", "\"\"\""), new Style("'''", "'''"))),
            Map.entry("rb", List.of(Style.line("#"), new Style("=begin", "=end"))),
            Map.entry("sh", HASH),
            Map.entry("bash", HASH),
            Map.entry("zsh", HASH),
            Map.entry("pl", HASH),
            Map.entry("pm", HASH),
            Map.entry("r", HASH),
            Map.entry("yaml", HASH),
            Map.entry("yml", HASH),
            Map.entry("toml", HASH),
            Map.entry("cmake", HASH),
            Map.entry("makefile", HASH),
            Map.entry("dockerfile", HASH),
            Map.entry("jl", List.of(new Style("#=", "=#"), Style.line("#"))),
            Map.entry("ps1", List.of(new Style("<#", "#>"), Style.line("#"))),
            Map.entry("php", List.of(new Style("/*", "*/"), Style.line("//"), Style.line("#"))),
            Map.entry("html", MARKUP),
            Map.entry("htm", MARKUP),
            Map.entry("xml", MARKUP),
            Map.entry("vue", MARKUP),
            Map.entry("md", MARKUP),
            Map.entry("lua", List.of(new Style("--[[", "]]"), Style.line("--"))),
            Map.entry("sql", List.of(new Style("/*", "*/"), Style.line("--"))),
            Map.entry("hs", List.of(new Style("{-", "-}"), Style.line("--"))),
            Map.entry("vhd", List.of(Style.line("--"))),
            Map.entry("ml", List.of(new Style("(*", "*)"))),
            Map.entry("pas", List.of(new Style("(*", "*)"), new Style("{", "}"), Style.line("//"))),
            Map.entry("lisp", List.of(Style.line(";"))),
            Map.entry("el", List.of(Style.line(";"))),
            Map.entry("clj", List.of(Style.line(";"))),
            Map.entry("scm", List.of(Style.line(";"))),
            Map.entry("asm", List.of(Style.line(";"), Style.line("#"))),
            Map.entry("tex", List.of(Style.line("%"))),
            Map.entry("erl", List.of(Style.line("%"))),
            Map.entry("f90", List.of(Style.line("!"))),
            Map.entry("f", List.of(Style.line("!"), Style.line("C "), Style.line("c "))),
            Map.entry("vb", List.of(Style.line("'"))));

    private Comments() {}

    /** @param end empty for a comment that ends with its line */
    record Style(String start, String end) {
        static Style line(String start) {
            return new Style(start, "");
        }
    }

    /** Those of C where a type is not known. */
    static List<Style> of(String type) {
        return BY_TYPE.getOrDefault(type, C);
    }

    /** Where the comment at a position ends, the feed after it included; empty where there is none. */
    static Optional<Integer> end(String text, int at, List<Style> styles) {
        for (Style style : styles) {
            if (!text.startsWith(style.start(), at)) {
                continue;
            }
            if (style.end().isEmpty()) {
                return Optional.of(afterLine(text, at));
            }
            int close = text.indexOf(style.end(), at + style.start().length());
            if (close >= 0) {
                return Optional.of(afterLine(text, close + style.end().length()));
            }
        }
        return Optional.empty();
    }

    private static int afterLine(String text, int from) {
        int feed = text.indexOf('\n', from);
        return feed < 0 ? text.length() : feed + 1;
    }
}
