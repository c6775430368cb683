package dev.millrace.pipeline.pii;

import dev.millrace.pipeline.words.Spans;

/**
 * E-mail addresses: {@code local@label.label…}, where the local part has 1 to 64 characters of letters, digits and
 * {@code !#$%&'*+/=?^_`{|}~.-} without two dots in a row, begins with a letter, digit or underscore and ends in no dot,
 * and the last label is two letters or more (or {@code xn--…}). Letters are Latin. A host without a dot is none.
 */
final class EmailFinder implements Finder {
    private static final int LONGEST_LOCAL = 64;
    private static final int LONGEST_LABEL = 63;
    private static final String LOCAL_MARKS = "!#$%&'*+/=?^_`{|}~.-";
    private static final char LAST_LATIN = 0x24f;

    @Override
    public void find(String text, Spans found) {
        int from = 0;
        for (int at = text.indexOf('@'); at >= 0; at = text.indexOf('@', at + 1)) {
            int start = localStart(text, from, at);
            int end = start < at ? domainEnd(text, at + 1) : at;
            if (end > at) {
                found.add(start, end);
            }
            from = Math.max(end, at + 1);
        }
    }

    /** First position of the local part that ends before {@code at}; {@code at} when there is none. */
    private static int localStart(String text, int from, int at) {
        int start = at;
        while (start > from && local(text.charAt(start - 1))) {
            if (text.charAt(start - 1) == '.' && (start == at || text.charAt(start) == '.')) {
                break;
            }
            start--;
            if (at - start > LONGEST_LOCAL) {
                return at;
            }
        }
        while (start < at && !plain(text.charAt(start)) && text.charAt(start) != '_') {
            start++;
        }
        return start;
    }

    /** Position after the longest domain from {@code from}; less than that when there is none. */
    private static int domainEnd(String text, int from) {
        int end = -1;
        int label = from;
        while (label < text.length()) {
            int labelEnd = labelEnd(text, label);
            if (labelEnd == label || labelEnd - label > LONGEST_LABEL) {
                break;
            }
            if (label > from && topLevel(text, label, labelEnd)) {
                end = labelEnd;
            }
            if (labelEnd == text.length() || text.charAt(labelEnd) != '.') {
                break;
            }
            label = labelEnd + 1;
        }
        return end;
    }

    /** {@code plain ([plain -]* plain)?} */
    private static int labelEnd(String text, int from) {
        int end = from;
        int at = from;
        while (at < text.length() && (plain(text.charAt(at)) || (text.charAt(at) == '-' && at > from))) {
            end = plain(text.charAt(at)) ? at + 1 : end;
            at++;
        }
        return end;
    }

    private static boolean topLevel(String text, int from, int to) {
        if (text.regionMatches(true, from, "xn--", 0, 4)) {
            return true;
        }
        for (int i = from; i < to; i++) {
            if (!Character.isLetter(text.charAt(i))) {
                return false;
            }
        }
        return to - from >= 2;
    }

    private static boolean local(char c) {
        return plain(c) || LOCAL_MARKS.indexOf(c) >= 0;
    }

    private static boolean plain(char c) {
        return c <= LAST_LATIN && Character.isLetterOrDigit(c);
    }
}
