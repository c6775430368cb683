package dev.millrace.pipeline.extract;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What begins a block of code in Markdown. */
final class CodeFence {
    private static final int SHORTEST = 3;
    private static final Pattern LANGUAGE = Pattern.compile("(?<![a-z])lang(?:uage)?-([a-z0-9+#]+)");

    private CodeFence() {}

    /** More back-ticks than any run of them within, and the language that a class names. */
    static String of(PageTree tree, PageNode code) {
        int longest = 0;
        String language = "";
        for (int i = code.order; i < code.end; i++) {
            PageNode node = tree.nodes.get(i);
            Matcher named = LANGUAGE.matcher(node.hints);
            language = language.isEmpty() && named.find() ? named.group(1) : language;
            longest = Math.max(longest, longestRun(node.text));
        }
        return "`".repeat(Math.max(SHORTEST, longest + 1)) + language;
    }

    /** The same without the language. */
    static String end(String fence) {
        return "`".repeat(fence.lastIndexOf('`') + 1);
    }

    private static int longestRun(String text) {
        int longest = 0;
        int run = 0;
        for (int i = 0; i < text.length(); i++) {
            run = text.charAt(i) == '`' ? run + 1 : 0;
            longest = Math.max(longest, run);
        }
        return longest;
    }
}
