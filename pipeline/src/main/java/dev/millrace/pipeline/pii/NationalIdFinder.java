package dev.millrace.pipeline.pii;

import dev.millrace.pipeline.words.Spans;
import java.util.List;
import java.util.Locale;

/** Numbers of the asked national kinds that stand by themselves. */
final class NationalIdFinder implements Finder {
    private static final int CONTEXT = 48;

    private final List<NationalId> kinds;

    NationalIdFinder(List<NationalId> kinds) {
        this.kinds = List.copyOf(kinds);
    }

    @Override
    public void find(String text, Spans found) {
        int from = 0;
        for (int at = 0; at < text.length(); at++) {
            char c = text.charAt(at);
            boolean starts = at >= from && (Digits.is(c) || (c >= 'A' && c <= 'Z')) && (at == 0 || apart(text, at));
            int end = starts ? end(text, at) : at;
            if (end > at) {
                found.add(at, end);
                from = end;
            }
        }
    }

    private static boolean apart(String text, int at) {
        char before = text.charAt(at - 1);
        boolean joined = (before == '.' || before == '-' || before == '/' || before == ',')
                && at > 1
                && Character.isLetterOrDigit(text.charAt(at - 2));
        return !Character.isLetterOrDigit(before) && before != '_' && !CardFinder.isMoney(before) && !joined;
    }

    private int end(String text, int at) {
        for (NationalId kind : kinds) {
            for (String form : kind.forms()) {
                if (matches(text, at, form) && kind.checks(compact(text, at, form))) {
                    return at + form.length();
                }
            }
            for (String form : kind.weakForms()) {
                if (matches(text, at, form) && kind.checks(compact(text, at, form)) && isNamed(text, at, kind)) {
                    return at + form.length();
                }
            }
        }
        return at;
    }

    private static boolean matches(String text, int at, String form) {
        int end = at + form.length();
        if (end > text.length()) {
            return false;
        }
        for (int i = 0; i < form.length(); i++) {
            char c = text.charAt(at + i);
            boolean fits = switch (form.charAt(i)) {
                case 'd' -> Digits.is(c);
                case 'L' -> c >= 'A' && c <= 'Z';
                case 'A' -> Digits.is(c) || (c >= 'A' && c <= 'Z');
                default -> c == form.charAt(i);
            };
            if (!fits) {
                return false;
            }
        }
        if (end == text.length()) {
            return true;
        }
        char after = text.charAt(end);
        boolean joined = (after == '.' || after == '-' || after == '/' || after == ',')
                && end + 1 < text.length()
                && Character.isLetterOrDigit(text.charAt(end + 1));
        return !Character.isLetterOrDigit(after) && after != '_' && !joined;
    }

    private static String compact(String text, int at, String form) {
        StringBuilder compact = new StringBuilder(form.length());
        for (int i = at; i < at + form.length(); i++) {
            if (Character.isLetterOrDigit(text.charAt(i))) {
                compact.append(text.charAt(i));
            }
        }
        return compact.toString();
    }

    private static boolean isNamed(String text, int at, NationalId kind) {
        String before = text.substring(Math.max(0, at - CONTEXT), at).toLowerCase(Locale.ROOT);
        for (String word : kind.words()) {
            int place = before.lastIndexOf(word);
            boolean whole = place >= 0 && (place == 0 || !Character.isLetter(before.charAt(place - 1)));
            if (whole) {
                return true;
            }
        }
        return false;
    }
}
