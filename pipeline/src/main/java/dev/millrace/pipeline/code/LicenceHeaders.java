package dev.millrace.pipeline.code;

import dev.millrace.pipeline.blocklist.Substrings;
import dev.millrace.pipeline.document.Document;
import dev.millrace.pipeline.stage.Transform;
import java.io.Serializable;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Takes comments with a licence or a copyright off the top of source code, by type of file, as StarCoder does (arXiv
 * 2305.06161, 3.2). A first line that the system reads ({@code #!}, {@code <?xml}, {@code <?php}, a coding
 * declaration) stays; so does every other comment.
 */
public final class LicenceHeaders implements Transform {
    public static final String NAME = "licence-headers";

    /** Characters taken off. */
    public static final String CHARACTERS = NAME + ".characters";

    private static final long serialVersionUID = 1L;

    private static final Substrings WORDS = new Substrings(List.of(
            "copyright",
            "(c)",
            "©",
            "all rights reserved",
            "licensed under",
            "license",
            "licence",
            "spdx-",
            "permission is hereby granted",
            "redistribution and use",
            "without warranty",
            "public domain"));

    private final Settings settings;

    /** @param maximumLines most lines of a header; longer comments stay */
    public record Settings(int maximumLines) implements Serializable {
        public Settings {
            if (maximumLines < 1) {
                throw new IllegalArgumentException("Invalid maximum lines: " + maximumLines + " (must be > 0)");
            }
        }

        public static Settings defaults() {
            return new Settings(200);
        }
    }

    public LicenceHeaders(Settings settings) {
        this.settings = settings;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Document edit(Document document) {
        String text = document.text();
        List<Comments.Style> styles = Comments.of(FileType.of(document));
        int from = afterSystemLines(text);
        int end = from;
        while (true) {
            int comment = skipSpace(text, end);
            int to = block(text, comment, styles);
            boolean licence = to > comment
                    && text.substring(comment, to)
                                    .lines()
                                    .limit(settings.maximumLines() + 1L)
                                    .count()
                            <= settings.maximumLines()
                    && WORDS.in(text.substring(comment, to).toLowerCase(Locale.ROOT));
            if (!licence) {
                break;
            }
            end = to;
        }
        Document measured = document.withMeasure(CHARACTERS, text.codePointCount(from, end));
        return end == from ? measured : measured.withText(text.substring(0, from) + stripped(text, end));
    }

    /** End of the comments that follow one another without a blank line. */
    private static int block(String text, int from, List<Comments.Style> styles) {
        int end = from;
        Optional<Integer> next = Comments.end(text, from, styles);
        while (next.isPresent()) {
            end = next.get();
            int indented = end;
            while (indented < text.length() && (text.charAt(indented) == ' ' || text.charAt(indented) == '\t')) {
                indented++;
            }
            next = Comments.end(text, indented, styles);
        }
        return end;
    }

    private static int afterSystemLines(String text) {
        int at = text.startsWith("\ufeff") ? 1 : 0;
        while (text.startsWith("#!", at)
                || text.startsWith("<?xml", at)
                || text.startsWith("<?php", at)
                || text.startsWith("# -*-", at)
                || text.startsWith("#-*-", at)
                || text.startsWith("# coding", at)
                || text.startsWith("<!DOCTYPE", at)) {
            int feed = text.indexOf('\n', at);
            if (feed < 0) {
                return text.length();
            }
            at = feed + 1;
        }
        return at;
    }

    private static int skipSpace(String text, int from) {
        int at = from;
        while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
            at++;
        }
        return at;
    }

    /** What follows, without blank lines before it. */
    private static String stripped(String text, int from) {
        int start = from;
        for (int at = from; at < text.length() && Character.isWhitespace(text.charAt(at)); at++) {
            start = text.charAt(at) == '\n' ? at + 1 : start;
        }
        return text.substring(start);
    }
}
