package dev.millrace.pipeline.normalise;

import com.ibm.icu.text.Normalizer2;
import java.lang.Character.UnicodeScript;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/**
 * One text on its way into uniform shape, once misread characters are repaired. White space is held back until it is known what follows; a character
 * reference is resolved when its semicolon arrives, so that what it stands for is treated like any other character.
 */
final class Normaliser {
    private static final int MOST_ROUNDS = 8;
    private static final int ZWNJ = 0x200C;
    private static final int ZWJ = 0x200D;
    private static final int REPLACEMENT = 0xFFFD;
    private static final int PARAGRAPH_SEPARATOR = 0x2029;
    private static final int MOST_MARKS = 8;
    private static final char ESCAPE = 0x1B;
    private static final int LONGEST_SEQUENCE = 32;

    /** Scripts whose letters no joiner shapes. */
    private static final Set<UnicodeScript> WITHOUT_JOINERS = EnumSet.of(
            UnicodeScript.LATIN,
            UnicodeScript.GREEK,
            UnicodeScript.CYRILLIC,
            UnicodeScript.ARMENIAN,
            UnicodeScript.GEORGIAN,
            UnicodeScript.HEBREW,
            UnicodeScript.HAN,
            UnicodeScript.HIRAGANA,
            UnicodeScript.KATAKANA,
            UnicodeScript.HANGUL,
            UnicodeScript.BOPOMOFO,
            UnicodeScript.UNKNOWN);

    private final NormaliseSettings settings;
    private final StringBuilder out;
    private final StringBuilder spaces = new StringBuilder();
    private int newlines;

    private Normaliser(NormaliseSettings settings, int length) {
        this.settings = settings;
        this.out = new StringBuilder(length);
    }

    static String normalise(String text, NormaliseSettings settings) {
        String current = text;
        for (int round = 0; round < MOST_ROUNDS; round++) {
            current = shape(repair(current, settings), settings);
            if (!settings.repairMojibake() || Mojibake.repair(current).equals(current)) {
                break;
            }
        }
        return current;
    }

    /** What was misread may be hidden in references; both are undone before anything else is touched. */
    private static String repair(String text, NormaliseSettings settings) {
        if (!settings.repairMojibake()) {
            return text;
        }
        return Mojibake.repair(settings.unescapeEntities() ? CharacterReferences.resolve(text) : text);
    }

    private static String shape(String text, NormaliseSettings settings) {
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
            if (c == ESCAPE) {
                at = terminalSequenceEnd(text, at);
                continue;
            }
            add(c);
        }
    }

    /** Colours and the like of a terminal: {@code ESC [ [0-?]* [ -/]* [@-~]} (ECMA-48); any other ESC stands alone. */
    private static int terminalSequenceEnd(String text, int from) {
        if (from >= text.length() || text.charAt(from) != '[') {
            return from;
        }
        int at = from + 1;
        int longest = Math.min(text.length(), from + LONGEST_SEQUENCE);
        while (at < longest && text.charAt(at) >= ' ' && text.charAt(at) <= '?') {
            at++;
        }
        return at < longest && text.charAt(at) >= '@' && text.charAt(at) <= '~' ? at + 1 : from;
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

    private boolean resolveReference() {
        Optional<String> resolved = CharacterReferences.takeLast(out);
        if (resolved.isEmpty()) {
            return false;
        }
        holdBackWhiteSpace();
        compose(resolved.get(), settings).codePoints().forEach(this::add);
        return true;
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

    /** Joiners shape letters of many scripts and emoji; after others they are debris. */
    private boolean canJoin() {
        if (out.isEmpty()) {
            return false;
        }
        if (isJoiner(out.charAt(out.length() - 1))) {
            return false;
        }
        int at = out.length();
        for (int marks = 0; marks <= MOST_MARKS && at > 0; marks++) {
            int c = out.codePointBefore(at);
            UnicodeScript script = UnicodeScript.of(c);
            if (script != UnicodeScript.INHERITED) {
                return c > 0x7F && !WITHOUT_JOINERS.contains(script);
            }
            at -= Character.charCount(c);
        }
        return false;
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
