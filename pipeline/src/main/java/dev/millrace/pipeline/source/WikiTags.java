package dev.millrace.pipeline.source;

import java.util.HashSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Comments and tags within wikitext. */
final class WikiTags {
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
            "templatestyles",
            "references");
    private static final Set<String> RAW =
            Set.of("nowiki", "pre", "math", "chem", "ce", "source", "syntaxhighlight", "code");
    private static final Set<String> BREAKS = Set.of("br", "p", "div", "hr", "li", "blockquote", "poem");
    private static final int LONGEST_TAG = 2000;
    private static final int LONGEST_NAME = 40;

    private final String text;
    private final WikiOutput out;
    private final Set<String> neverClosed = new HashSet<>();

    WikiTags(String text, WikiOutput out) {
        this.text = text;
        this.out = out;
    }

    /** Where the text goes on after the comment or tag that begins here; empty when there is none. */
    Optional<Integer> end(int at) {
        if (text.startsWith("<!--", at)) {
            int end = close("-->", at + 4);
            return Optional.of(end < 0 ? text.length() : end + 3);
        }
        boolean closing = text.startsWith("</", at);
        int from = at + (closing ? 2 : 1);
        int nameEnd = from;
        while (nameEnd < text.length() && nameEnd - from < LONGEST_NAME && isLetter(text.charAt(nameEnd))) {
            nameEnd++;
        }
        Optional<Integer> end = tagEnd(nameEnd);
        if (nameEnd == from || end.isEmpty()) {
            return Optional.empty();
        }
        String name = text.substring(from, nameEnd).toLowerCase(Locale.ROOT);
        boolean empty = text.charAt(end.get() - 1) == '/';
        int after = end.get() + 1;
        if (name.equals("ref")) {
            reference(closing, empty);
        } else if (!closing && !empty && (DROPPED.contains(name) || RAW.contains(name))) {
            return Optional.of(raw(name, after));
        } else if (BREAKS.contains(name)) {
            out.add('\n');
        }
        return Optional.of(after);
    }

    private void reference(boolean closing, boolean empty) {
        if (closing && out.count(WikiOutput.Construct.REFERENCE) > 0) {
            out.drop(WikiOutput.Construct.REFERENCE);
        } else if (!closing && !empty) {
            out.open(WikiOutput.Construct.REFERENCE);
        }
    }

    /** Passes what no markup is read in, up to its end tag. */
    private int raw(String name, int from) {
        int end = close("</" + name, from);
        if (end < 0) {
            return from;
        }
        if (RAW.contains(name)) {
            out.add(text.substring(from, end));
        }
        return tagEnd(end + 2).map(each -> each + 1).orElse(text.length());
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

    private static boolean isLetter(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
    }
}
