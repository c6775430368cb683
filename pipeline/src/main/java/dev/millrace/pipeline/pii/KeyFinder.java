package dev.millrace.pipeline.pii;

import dev.millrace.pipeline.words.Spans;
import java.util.List;
import java.util.Locale;

/**
 * Keys and tokens that open something: those of well-known services by their marks, blocks of private keys, JSON web
 * tokens, and values of much entropy that are assigned to a name such as {@code api_key}.
 */
final class KeyFinder implements Finder {
    /** A mark, and how many characters of a token follow it. */
    private record Mark(String opening, int fewest, int most) {}

    private static final int ANY = 1 << 12;
    private static final List<Mark> MARKS = List.of(
            new Mark("AKIA", 16, 16),
            new Mark("ASIA", 16, 16),
            new Mark("ABIA", 16, 16),
            new Mark("ACCA", 16, 16),
            new Mark("ghp_", 36, 251),
            new Mark("gho_", 36, 251),
            new Mark("ghu_", 36, 251),
            new Mark("ghs_", 36, 251),
            new Mark("ghr_", 36, 251),
            new Mark("github_pat_", 22, 251),
            new Mark("glpat-", 20, 64),
            new Mark("xoxb-", 20, 251),
            new Mark("xoxp-", 20, 251),
            new Mark("xoxa-", 20, 251),
            new Mark("xoxr-", 20, 251),
            new Mark("xoxs-", 20, 251),
            new Mark("xapp-", 20, 251),
            new Mark("AIza", 35, 35),
            new Mark("GOCSPX-", 28, 28),
            new Mark("sk_live_", 16, 251),
            new Mark("sk_test_", 16, 251),
            new Mark("rk_live_", 16, 251),
            new Mark("rk_test_", 16, 251),
            new Mark("whsec_", 24, 251),
            new Mark("sk-ant-", 32, 251),
            new Mark("sk-proj-", 32, 251),
            new Mark("hf_", 34, 40),
            new Mark("npm_", 36, 36),
            new Mark("pypi-AgEIcHlwaS5vcmc", 50, ANY),
            new Mark("dop_v1_", 64, 64),
            new Mark("shpat_", 32, 32));
    private static final String BEGIN = "-----BEGIN ";
    private static final String END = "-----END ";
    private static final String PRIVATE = "PRIVATE KEY";
    private static final int LONGEST_BLOCK = 1 << 15;
    private static final int LONGEST_LABEL = 40;
    private static final List<String> NAMES = List.of(
            "password",
            "passwd",
            "secret",
            "token",
            "api_key",
            "apikey",
            "api-key",
            "access_key",
            "accesskey",
            "private_key");
    private static final int SHORTEST_VALUE = 16;
    private static final int LONGEST_VALUE = 256;
    private static final int LONGEST_NAME = 48;
    private static final double ENTROPY = 3.5;

    @Override
    public void find(String text, Spans found) {
        int at = 0;
        while (at < text.length()) {
            char c = text.charAt(at);
            int end = at;
            if (c == '-' && text.startsWith(BEGIN, at)) {
                end = blockEnd(text, at);
            } else if (part(c)) {
                int tokenEnd = tokenEnd(text, at);
                end = keyEnd(text, at, tokenEnd);
                if (end == at) {
                    at = Math.max(at + 1, tokenEnd);
                    continue;
                }
            }
            if (end > at) {
                found.add(at, end);
                at = end;
            } else {
                at++;
            }
        }
    }

    // "-----BEGIN " label "PRIVATE KEY" … "-----END " … "-----"
    private static int blockEnd(String text, int at) {
        int label = text.indexOf(PRIVATE, at);
        if (label < 0 || label - at > LONGEST_LABEL) {
            return at;
        }
        int most = Math.min(text.length(), at + LONGEST_BLOCK);
        int end = text.substring(at, most).indexOf(END);
        if (end < 0) {
            return most;
        }
        int close = text.indexOf("-----", at + end + END.length());
        return close < 0 || close - at - end > LONGEST_LABEL + END.length() ? at + end : close + 5;
    }

    private static int keyEnd(String text, int at, int end) {
        int length = end - at;
        if (length >= SHORTEST_VALUE) {
            for (Mark mark : MARKS) {
                int rest = length - mark.opening().length();
                if (rest >= mark.fewest() && rest <= mark.most() && text.startsWith(mark.opening(), at)) {
                    return end;
                }
            }
            if (text.startsWith("eyJ", at)) {
                return webTokenEnd(text, at, end);
            }
            if (isAssigned(text, at) && isRandom(text, at, end)) {
                return valueEnd(text, end);
            }
        }
        return at;
    }

    // header "." payload "." signature, in base64url, the first two of JSON
    private static int webTokenEnd(String text, int at, int end) {
        if (!text.startsWith(".eyJ", end)) {
            return at;
        }
        int payload = tokenEnd(text, end + 1);
        if (payload >= text.length() || text.charAt(payload) != '.') {
            return at;
        }
        int signature = tokenEnd(text, payload + 1);
        return signature - payload > SHORTEST_VALUE ? signature : at;
    }

    // name ["'] [ ] (= | : | =>) [ ] ["'] value
    private static boolean isAssigned(String text, int value) {
        int at = value - 1;
        while (at >= 0
                && value - at < 5
                && (text.charAt(at) == ' ' || text.charAt(at) == '"' || text.charAt(at) == '\'')) {
            at--;
        }
        boolean assigns = at >= 0 && (text.charAt(at) == '=' || text.charAt(at) == ':' || text.charAt(at) == '>');
        if (!assigns) {
            return false;
        }
        at--;
        while (at >= 0 && value - at < 12 && " \"'=:]".indexOf(text.charAt(at)) >= 0) {
            at--;
        }
        int end = at + 1;
        while (at >= 0 && end - at < LONGEST_NAME && part(text.charAt(at))) {
            at--;
        }
        String name = text.substring(at + 1, end).toLowerCase(Locale.ROOT);
        return NAMES.stream().anyMatch(name::contains);
    }

    /** Letters, digits and at least 3.5 bits a character. */
    private static boolean isRandom(String text, int from, int to) {
        if (to - from > LONGEST_VALUE) {
            return false;
        }
        int[] counts = new int[128];
        int digits = 0;
        int letters = 0;
        for (int i = from; i < to; i++) {
            char c = text.charAt(i);
            counts[c & 127]++;
            digits += Digits.is(c) ? 1 : 0;
            letters += Character.isLetter(c) ? 1 : 0;
        }
        double entropy = 0;
        for (int count : counts) {
            double share = (double) count / (to - from);
            entropy -= count == 0 ? 0 : share * Math.log(share) / Math.log(2);
        }
        return digits >= 2 && letters >= 2 && entropy >= ENTROPY;
    }

    private static int valueEnd(String text, int end) {
        int at = end;
        while (at < text.length()
                && at - end < LONGEST_VALUE
                && (part(text.charAt(at)) || "+/=.".indexOf(text.charAt(at)) >= 0)) {
            at++;
        }
        while (at > end && text.charAt(at - 1) == '.') {
            at--;
        }
        return at;
    }

    private static int tokenEnd(String text, int from) {
        int end = from;
        while (end < text.length() && part(text.charAt(end))) {
            end++;
        }
        return end;
    }

    private static boolean part(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || Digits.is(c) || c == '_' || c == '-';
    }
}
