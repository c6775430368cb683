package dev.millrace.pipeline.words;

import java.util.List;
import java.util.Set;

/**
 * What spaCy's English tokeniser splits off the start, the end and the inside of a piece of text without white space
 * (3.8, lang/punctuation.py and lang/en/punctuation.py). Every answer costs time by the length of what it finds.
 */
final class EnglishAffixes {
    private static final List<String> LETTERED_CURRENCIES = List.of("US$", "C$", "A$");
    private static final List<String> POSSESSIVES = List.of("'s", "'S", "’s", "’S");

    /** Units and currencies that part from the number before them. */
    private static final Set<String> AFTER_DIGIT = Set.of("""
            km km² km³ m m² m³ dm dm² dm³ cm cm² cm³ mm mm² mm³ ha µm nm yd in ft kg g mg µg t lb oz m/s km/h kmh mph
            hPa Pa mbar mb MB kb KB gb GB tb TB T G M K % км км² км³ м м² м³ дм дм² дм³ см см² см³ мм мм² мм³ нм кг г
            мг м/с км/ч кПа Па мбар Кб КБ кб Мб МБ мб Гб ГБ гб Тб ТБ كم كم² كم³ م م² م³ سم سم² سم³ مم مم² مم³ غرام
            جرام جم كغ ملغ كوب اكواب US$ C$ A$""".split("\\s+"));

    private static final int LONGEST_AFTER_DIGIT =
            AFTER_DIGIT.stream().mapToInt(String::length).max().orElseThrow();

    private EnglishAffixes() {}

    /** Length of the prefix of {@code text[from, to)}; 0 when it has none. */
    static int prefix(char[] text, int from, int to) {
        if (from >= to) {
            return 0;
        }
        int c = Character.codePointAt(text, from, to);
        if (c == '.') {
            int dots = dotsFrom(text, from, to);
            return dots > 1 ? dots : 0;
        }
        if (c == '+') {
            return from + 1 < to && CharClass.digit(text[from + 1]) ? 0 : 1;
        }
        if (single(c) || c == '§' || c == '%' || c == '=' || CharClass.currency(c)) {
            return Character.charCount(c);
        }
        return c == 'U' || c == 'C' || c == 'A' ? startingOf(LETTERED_CURRENCIES, text, from, to) : 0;
    }

    /** Length of the longest suffix of {@code text[from, to)}; 0 when it has none. */
    static int suffix(char[] text, int from, int to) {
        if (from >= to) {
            return 0;
        }
        int c = Character.codePointBefore(text, to, from);
        if (c == '.') {
            return fullStop(text, from, to);
        }
        if (c == '…') {
            return to - from > 1 && text[to - 2] == '…' ? 2 : 1;
        }
        if (single(c)) {
            return Character.charCount(c);
        }
        if (c == '+') {
            return to - from > 1 && CharClass.digit(text[to - 2]) ? 1 : 0;
        }
        if ((c == 's' || c == 'S') && endingOf(POSSESSIVES, text, from, to) > 0) {
            return 2;
        }
        return afterDigit(c, text, from, to);
    }

    private static boolean single(int c) {
        return CharClass.punctuation(c) || CharClass.quote(c) || CharClass.icon(c) || c == '—' || c == '–';
    }

    /**
     * {@code \.\.+$ | (?<=°[FfCcKk])\.$ | (?<=[0-9a-z%²\-+ punctuation | quotes])\.$ | (?<=[A-Z][A-Z])\.$}
     */
    private static int fullStop(char[] text, int from, int to) {
        int start = to - 1;
        while (start > from && text[start - 1] == '.') {
            start--;
        }
        if (to - start > 1) {
            return to - start;
        }
        if (start == from) {
            return 0;
        }
        int before = Character.codePointBefore(text, start, from);
        if (stopsAfter(before)) {
            return 1;
        }
        int further = start - Character.charCount(before);
        if (further <= from) {
            return 0;
        }
        int second = Character.codePointBefore(text, further, from);
        boolean degrees = second == '°' && "FfCcKk".indexOf(before) >= 0;
        return degrees || (CharClass.upper(before) && CharClass.upper(second)) ? 1 : 0;
    }

    private static boolean stopsAfter(int c) {
        return CharClass.lower(c)
                || CharClass.digit(c)
                || CharClass.punctuation(c)
                || CharClass.quote(c)
                || c == '%'
                || c == '²'
                || c == '-'
                || c == '+'
                || c == '|';
    }

    /** {@code (?<=[0-9])(currency | unit)$} */
    private static int afterDigit(int last, char[] text, int from, int to) {
        int longest = Math.min(LONGEST_AFTER_DIGIT, to - from - 1);
        for (int length = longest; length > 0; length--) {
            if (CharClass.digit(text[to - length - 1])
                    && ((length == 1 && CharClass.currency(last))
                            || AFTER_DIGIT.contains(new String(text, to - length, length)))) {
                return length;
            }
        }
        return 0;
    }

    /** Adds what stands between infixes, and the infixes; one at the very start counts as part of what follows. */
    static void splitInfixes(char[] text, int from, int to, Spans pieces) {
        int start = from;
        int at = from;
        while (at < to) {
            int infix = infix(text, from, at, to);
            if (infix > 0 && at > from) {
                if (at > start) {
                    pieces.add(start, at);
                }
                pieces.add(at, at + infix);
                start = at + infix;
            }
            at += Math.max(infix, 1);
        }
        if (start < to) {
            pieces.add(start, to);
        }
    }

    /**
     * Length of the infix that starts at {@code at}; 0 when none does.
     * {@code \.\.+ | … | icon | (?<=[0-9])[+\-*^](?=[0-9-]) | (?<=[lower quote])\.(?=[upper quote]) |
     * (?<=[letter]),(?=[letter]) | (?<=[letter 0-9])hyphen(?=[letter]) | (?<=[letter 0-9])[:<>=/](?=[letter])}
     */
    private static int infix(char[] text, int from, int at, int to) {
        char c = text[at];
        if ((c | 0x20) >= 'a' && (c | 0x20) <= 'z') {
            return 0;
        }
        return switch (c) {
            case '.' -> {
                int dots = dotsFrom(text, at, to);
                yield dots > 1 ? dots : between(text, from, at, to, EnglishAffixes::stopBetween);
            }
            case '+', '*', '^' -> between(text, from, at, to, EnglishAffixes::operator);
            case ',' -> between(text, from, at, to, (one, other) -> CharClass.letter(one) && CharClass.letter(other));
            case ':', '<', '>', '=', '/', '~', '–' -> between(text, from, at, to, EnglishAffixes::joint);
            case '-' -> between(text, from, at, to, EnglishAffixes::operator) > 0 ? 1 : hyphens(text, from, at, to, 3);
            case '—' -> hyphens(text, from, at, to, 2);
            case '…' -> 1;
            default -> icon(text, at, to);
        };
    }

    private static int icon(char[] text, int at, int to) {
        int c = Character.codePointAt(text, at, to);
        return CharClass.icon(c) ? Character.charCount(c) : 0;
    }

    private static boolean stopBetween(int one, int other) {
        return (CharClass.lower(one) || CharClass.quote(one)) && (CharClass.upper(other) || CharClass.quote(other));
    }

    private static boolean operator(int one, int other) {
        return CharClass.digit(one) && (CharClass.digit(other) || other == '-');
    }

    private static boolean joint(int one, int other) {
        return (CharClass.letter(one) || CharClass.digit(one)) && CharClass.letter(other);
    }

    private static int between(char[] text, int from, int at, int to, Sides sides) {
        if (at == from || at + 1 == to) {
            return 0;
        }
        int one = Character.codePointBefore(text, at, from);
        return sides.fit(one, Character.codePointAt(text, at + 1, to)) ? 1 : 0;
    }

    /** One to {@code most} of the same hyphen between a letter or digit and a letter. */
    private static int hyphens(char[] text, int from, int at, int to, int most) {
        int end = at + 1;
        while (end < to && end - at < most && text[end] == text[at]) {
            end++;
        }
        if (at == from || end == to) {
            return 0;
        }
        int one = Character.codePointBefore(text, at, from);
        return joint(one, Character.codePointAt(text, end, to)) ? end - at : 0;
    }

    private static int dotsFrom(char[] text, int from, int to) {
        int at = from;
        while (at < to && text[at] == '.') {
            at++;
        }
        return at - from;
    }

    private static int startingOf(List<String> candidates, char[] text, int from, int to) {
        for (String candidate : candidates) {
            if (to - from >= candidate.length() && ends(candidate, text, from, from + candidate.length())) {
                return candidate.length();
            }
        }
        return 0;
    }

    private static int endingOf(List<String> candidates, char[] text, int from, int to) {
        for (String candidate : candidates) {
            if (ends(candidate, text, from, to)) {
                return candidate.length();
            }
        }
        return 0;
    }

    private static boolean ends(String ending, char[] text, int from, int to) {
        int start = to - ending.length();
        if (start < from) {
            return false;
        }
        for (int i = 0; i < ending.length(); i++) {
            if (text[start + i] != ending.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    @FunctionalInterface
    private interface Sides {
        boolean fit(int before, int after);
    }
}
