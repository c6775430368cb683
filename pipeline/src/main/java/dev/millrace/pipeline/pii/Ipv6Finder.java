package dev.millrace.pipeline.pii;

import dev.millrace.pipeline.words.Spans;

/**
 * Globally reachable IPv6 addresses in the form of RFC 4291 without an embedded IPv4 address: global unicast
 * ({@code 2000::/3}) but for what the IANA registry sets apart within it.
 */
final class Ipv6Finder implements Finder {
    private static final int GROUPS = 8;
    private static final int LONGEST = 39;
    private static final int SHORTEST = 6;
    private static final int FEWEST_GROUPS = 2;

    @Override
    public void find(String text, Spans found) {
        int at = text.indexOf(':');
        int from = 0;
        while (at >= 0) {
            int start = at;
            while (start > from && part(text.charAt(start - 1))) {
                start--;
            }
            int end = at;
            while (end < text.length() && part(text.charAt(end))) {
                end++;
            }
            int stripped = end;
            if (stripped - start > 1 && text.charAt(stripped - 1) == ':' && text.charAt(stripped - 2) != ':') {
                stripped--;
            }
            if (stripped - start >= SHORTEST && stripped - start <= LONGEST && isPublic(text, start, stripped)) {
                found.add(start, stripped);
            }
            from = end;
            at = text.indexOf(':', end);
        }
    }

    /** Of a word, with colons. */
    private static boolean part(char c) {
        return c == ':' || c == '_' || Character.isLetterOrDigit(c);
    }

    /** {@code group(:group){7}} or with one {@code ::} for one group of zeros or more. */
    private static boolean isPublic(String text, int from, int to) {
        int[] first = new int[2];
        int count = 0;
        int gap = -1;
        int at = from;
        while (at < to) {
            if (text.startsWith("::", at)) {
                if (gap >= 0) {
                    return false;
                }
                gap = count;
                at += 2;
                continue;
            }
            if (count > 0 && gap != count) {
                if (text.charAt(at) != ':') {
                    return false;
                }
                at++;
            }
            int end = at;
            int value = 0;
            while (end < to && end - at < 4 && Character.digit(text.charAt(end), 16) >= 0 && text.charAt(end) < 128) {
                value = value * 16 + Character.digit(text.charAt(end), 16);
                end++;
            }
            if (end == at || count == GROUPS) {
                return false;
            }
            if (count < first.length && gap < 0) {
                first[count] = value;
            }
            count++;
            at = end;
        }
        return (gap < 0 ? count == GROUPS : count >= FEWEST_GROUPS && count < GROUPS) && reachable(first[0], first[1]);
    }

    private static boolean reachable(int first, int second) {
        boolean unicast = first >= 0x2000 && first < 0x4000;
        boolean protocols = first == 0x2001 && second < 0x200;
        boolean documentation = (first == 0x2001 && second == 0xdb8) || (first == 0x3fff && second < 0x1000);
        return unicast && !protocols && !documentation && first != 0x2002;
    }
}
