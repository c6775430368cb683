package dev.millrace.pipeline.pii;

import dev.millrace.pipeline.words.Spans;
import java.util.Set;

/**
 * Numbers of credit cards: 13 to 19 digits in the groups that cards print (or none), of an issuer's range and length
 * (ISO/IEC 7812), with Luhn's check.
 */
final class CardFinder implements Finder {
    private static final int LONGEST = 23;
    private static final Set<String> GROUPS =
            Set.of("4444", "465", "464", "44443", "4446", "13", "14", "15", "16", "17", "18", "19");

    @Override
    public void find(String text, Spans found) {
        for (int at = 0; at < text.length(); at++) {
            if (Digits.is(text.charAt(at)) && (at == 0 || isApart(text, at))) {
                int end = end(text, at);
                if (end > at) {
                    found.add(at, end);
                    at = end - 1;
                }
            }
        }
    }

    private static boolean isApart(String text, int at) {
        char before = text.charAt(at - 1);
        return !joins(before) && !isMoney(before);
    }

    // digits (one of " -", the same throughout, digits)*
    /** Position after the card's number; {@code from} when there is none. */
    private static int end(String text, int from) {
        char separator = 0;
        int longest = Math.min(text.length(), from + LONGEST);
        for (int at = from; at < longest; at++) {
            char c = text.charAt(at);
            if (!Digits.is(c)) {
                boolean separates =
                        (c == ' ' || c == '-') && (separator == 0 || separator == c) && Digits.is(text.charAt(at - 1));
                if (!separates) {
                    return from;
                }
                separator = c;
                continue;
            }
            char after = at + 1 < text.length() ? text.charAt(at + 1) : ' ';
            char further = at + 2 < text.length() ? text.charAt(at + 2) : ' ';
            boolean ends = !joins(after) || (after == '.' && !Digits.is(further)) || (after == '-' && separator == '-');
            if (ends && at - from >= 12 && isCard(text.substring(from, at + 1))) {
                return at + 1;
            }
        }
        return from;
    }

    private static boolean isCard(String written) {
        if (written.length() > LONGEST || !Digits.is(written.charAt(written.length() - 1))) {
            return false;
        }
        StringBuilder digits = new StringBuilder();
        StringBuilder groups = new StringBuilder();
        int size = 0;
        for (int i = 0; i < written.length(); i++) {
            char c = written.charAt(i);
            if (Digits.is(c)) {
                digits.append(c);
                size++;
            } else {
                groups.append(size);
                size = 0;
            }
        }
        groups.append(size);
        return GROUPS.contains(groups.toString()) && isIssued(digits) && !Digits.allSame(digits) && Digits.luhn(digits);
    }

    private static boolean isIssued(CharSequence digits) {
        int length = digits.length();
        int two = Digits.number(digits, 0, 2);
        int three = Digits.number(digits, 0, 3);
        int four = Digits.number(digits, 0, 4);
        boolean visa = two / 10 == 4 && (length == 13 || length == 16 || length == 19);
        boolean mastercard = length == 16 && ((two >= 51 && two <= 55) || (four >= 2221 && four <= 2720));
        boolean express = length == 15 && (two == 34 || two == 37);
        boolean discover = length == 16 && (four == 6011 || two == 65 || (three >= 644 && three <= 649));
        boolean diners = length == 14 && ((three >= 300 && three <= 305) || two == 36 || two == 38);
        boolean jcb = length == 16 && four >= 3528 && four <= 3589;
        boolean union = length >= 16 && two == 62;
        return visa || mastercard || express || discover || diners || jcb || union;
    }

    static boolean joins(char c) {
        return Character.isLetterOrDigit(c) || c == '_' || c == '.' || c == '-' || c == '/' || c == '+' || c == '=';
    }

    static boolean isMoney(char c) {
        return Character.getType(c) == Character.CURRENCY_SYMBOL;
    }
}
