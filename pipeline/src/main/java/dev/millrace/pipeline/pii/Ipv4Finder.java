package dev.millrace.pipeline.pii;

import dev.millrace.pipeline.words.Spans;
import java.util.Locale;
import java.util.Set;

/**
 * Globally reachable IPv4 addresses in dotted form: four numbers 0 to 255 without leading zeros that are no part of a
 * longer word or number, and follow no word such as "version" or "section". What the IANA registry of special-purpose addresses lists as not reachable, and multicast,
 * stays.
 */
final class Ipv4Finder implements Finder {
    private static final int OCTETS = 4;
    private static final int MOST_MARKS = 3;
    private static final int LONGEST_NAME = 8;
    private static final Set<String> NUMBERED = Set.of(
            "version",
            "versions",
            "ver",
            "v",
            "release",
            "rel",
            "revision",
            "rev",
            "build",
            "firmware",
            "section",
            "sections",
            "sect",
            "sec",
            "chapter",
            "clause",
            "appendix",
            "figure",
            "table");

    @Override
    public void find(String text, Spans found) {
        int at = 0;
        while (at < text.length()) {
            if (!part(text.charAt(at))) {
                at++;
                continue;
            }
            int end = at;
            while (end < text.length() && part(text.charAt(end))) {
                end++;
            }
            int stripped = end;
            while (stripped > at && text.charAt(stripped - 1) == '.') {
                stripped--;
            }
            if (isPublic(text, at, stripped) && !isNumbered(text, at)) {
                found.add(at, stripped);
            }
            at = end;
        }
    }

    /** Of a word or number, dots within it included. */
    private static boolean part(char c) {
        return c == '.' || c == '_' || Character.isLetterOrDigit(c);
    }

    /** After the name of what has numbers of this form, with few marks between. */
    private static boolean isNumbered(String text, int at) {
        int end = at;
        while (end > 0 && at - end < MOST_MARKS && !Character.isLetterOrDigit(text.charAt(end - 1))) {
            end--;
        }
        int start = end;
        while (start > 0 && end - start <= LONGEST_NAME && Character.isLetter(text.charAt(start - 1))) {
            start--;
        }
        return NUMBERED.contains(text.substring(start, end).toLowerCase(Locale.ROOT));
    }

    private static boolean isPublic(String text, int from, int to) {
        int[] octets = new int[OCTETS];
        int count = 0;
        int at = from;
        while (count < OCTETS) {
            int end = at;
            int value = 0;
            while (end < to && end - at < 3 && text.charAt(end) >= '0' && text.charAt(end) <= '9') {
                value = value * 10 + text.charAt(end) - '0';
                end++;
            }
            if (end == at || value > 255 || (end - at > 1 && text.charAt(at) == '0')) {
                return false;
            }
            octets[count++] = value;
            boolean more = end < to && text.charAt(end) == '.';
            if (count < OCTETS ? !more : end != to) {
                return false;
            }
            at = end + 1;
        }
        return reachable(octets[0], octets[1], octets[2]);
    }

    private static boolean reachable(int a, int b, int c) {
        boolean special = switch (a) {
            case 0, 10, 127 -> true;
            case 100 -> b >= 64 && b < 128;
            case 169 -> b == 254;
            case 172 -> b >= 16 && b < 32;
            case 192 -> b == 168 || (b == 0 && (c == 0 || c == 2)) || (b == 88 && c == 99);
            case 198 -> b == 18 || b == 19 || (b == 51 && c == 100);
            case 203 -> b == 0 && c == 113;
            default -> a >= 224;
        };
        return !special;
    }
}
