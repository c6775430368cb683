package dev.millrace.pipeline.normalise;

import com.ibm.icu.text.Normalizer2;
import org.jsoup.parser.Parser;

/**
 * One text on its way into uniform shape. White space is held back until it is known what follows; a character
 * reference is resolved when its semicolon arrives, so that what it stands for is treated like any other character.
 */
final class Normaliser {
    private static final int LONGEST_REFERENCE = 34;
    private static final int ZWNJ = 0x200C;
    private static final int ZWJ = 0x200D;
    private static final int REPLACEMENT = 0xFFFD;
    private static final int PARAGRAPH_SEPARATOR = 0x2029;

    private final NormaliseSettings settings;
    private final StringBuilder out;
    private final StringBuilder spaces = new StringBuilder();
    private int newlines;

    private Normaliser(NormaliseSettings settings, int length) {
        this.settings = settings;
        this.out = new StringBuilder(length);
    }

    static String normalise(String text, NormaliseSettings settings) {
        String composed = compose(text, settings);
        Normaliser normaliser = new Normaliser(settings, composed.length());
        normaliser.addAll(composed);
        normaliser.dropTrailingJoiners();
        return compose(normaliser.out.toString(), settings);
    }

    private static String compose(String text, NormaliseSettings settings) {
        return switch (settings.composition()) {
            case NONE -> text;
            case NFC -> Normalizer2.getNFCInstance().normalize(text);
            case NFKC -> Normalizer2.getNFKCInstance().normalize(text);
        };
    }

    private void addAll(String text) {
        int length = text.length();
        for (int at = 0; at < length; ) {
            int c = text.codePointAt(at);
            at += Character.charCount(c);
            if (c == '\r' && at < length && text.charAt(at) == '\n') {
                continue;
            }
            add(c);
        }
    }

    private void add(int c) {
        if (c == '\n' || c == '\r' || c == 0x0B || c == 0x0C || c == 0x85 || c == 0x2028) {
            breakLine(1);
        } else if (c == PARAGRAPH_SEPARATOR) {
            breakLine(2);
        } else if (c == '\t') {
            spaces.append('\t');
        } else if (Character.getType(c) == Character.SPACE_SEPARATOR) {
            spaces.append(' ');
        } else if (c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE) {
            append(REPLACEMENT);
        } else if (c == ZWJ || c == ZWNJ) {
            if (spaces.isEmpty() && newlines == 0 && canJoin()) {
                out.appendCodePoint(c);
            }
        } else if (!isInvisible(c)) {
            append(c);
        }
    }

    private void breakLine(int count) {
        spaces.setLength(0);
        newlines += count;
    }

    private void append(int c) {
        flushWhiteSpace();
        if (c == ';' && settings.unescapeEntities() && resolveReference()) {
            return;
        }
        out.appendCodePoint(c);
    }

    private void flushWhiteSpace() {
        if (newlines == 0 && spaces.isEmpty()) {
            return;
        }
        dropTrailingJoiners();
        boolean lineStart = newlines > 0 || out.isEmpty();
        if (!out.isEmpty()) {
            out.append("\n".repeat(Math.min(newlines, settings.maxBlankLines() + 1)));
        }
        if (lineStart || !settings.collapseSpaces()) {
            out.append(spaces);
        } else if (!spaces.isEmpty()) {
            out.append(' ');
        }
        newlines = 0;
        spaces.setLength(0);
    }

    // reference: "&" (name | "#" digits | "#x" hexdigits) ";"
    private boolean resolveReference() {
        int start = out.length() - 1;
        int least = Math.max(0, out.length() - LONGEST_REFERENCE);
        while (start >= least && isReferenceCharacter(out.charAt(start))) {
            start--;
        }
        if (start < least || out.charAt(start) != '&' || start == out.length() - 1) {
            return false;
        }
        String reference = out.substring(start) + ";";
        String resolved = Parser.unescapeEntities(reference, true);
        if (resolved.equals(reference)) {
            return false;
        }
        out.setLength(start);
        holdBackWhiteSpace();
        compose(resolved, settings).codePoints().forEach(this::add);
        return true;
    }

    private static boolean isReferenceCharacter(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '#';
    }

    private void holdBackWhiteSpace() {
        int end = out.length();
        int start = end;
        while (start > 0 && (out.charAt(start - 1) == ' ' || out.charAt(start - 1) == '\t')) {
            start--;
        }
        spaces.append(out, start, end);
        while (start > 0 && out.charAt(start - 1) == '\n') {
            start--;
            newlines++;
        }
        out.setLength(start);
    }

    private void dropTrailingJoiners() {
        while (!out.isEmpty() && isJoiner(out.charAt(out.length() - 1))) {
            out.setLength(out.length() - 1);
        }
    }

    /** Joiners shape letters of many scripts and emoji; after ASCII they are debris. */
    private boolean canJoin() {
        if (out.isEmpty()) {
            return false;
        }
        char last = out.charAt(out.length() - 1);
        return last > 0x7F && !isJoiner(last);
    }

    private static boolean isJoiner(char c) {
        return c == ZWJ || c == ZWNJ;
    }

    private static boolean isInvisible(int c) {
        return switch (Character.getType(c)) {
            case Character.CONTROL -> true;
            case Character.FORMAT -> !isNumberSign(c);
            case Character.UNASSIGNED -> (c & 0xFFFE) == 0xFFFE || (c >= 0xFDD0 && c <= 0xFDEF);
            default -> false;
        };
    }

    /** Arabic, Syriac and Kaithi signs that enclose the number which follows: of type "format", yet visible. */
    private static boolean isNumberSign(int c) {
        return (c >= 0x600 && c <= 0x605)
                || c == 0x6DD
                || c == 0x70F
                || c == 0x890
                || c == 0x891
                || c == 0x8E2
                || c == 0x110BD
                || c == 0x110CD;
    }
}
