package dev.millrace.pipeline.blocklist;

import crawlercommons.domains.EffectiveTldFinder;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The parts of an address that lists know. Host names are in lower case; the registered domain is the public suffix
 * (ICANN's part of publicsuffix.org) with one more label, as tldextract finds it.
 */
final class UrlParts {
    private static final int LONGEST_HOST = 1024;

    private UrlParts() {}

    /** The host of an address with or without a scheme; empty when it has none, or one that is a number. */
    static Optional<String> host(String url) {
        int from = url.indexOf("//");
        from = from >= 0 && scheme(url, from) ? from + 2 : 0;
        int to = from;
        while (to < url.length() && "/?#".indexOf(url.charAt(to)) < 0) {
            to++;
        }
        String place = url.substring(from, to);
        place = place.substring(place.lastIndexOf('@') + 1);
        int colon = place.indexOf(':');
        String host = colon >= 0 ? place.substring(0, colon) : place;
        host = host.strip().replace('\u3002', '.').replace('\uff0e', '.').replace('\uff61', '.');
        while (host.endsWith(".")) {
            host = host.substring(0, host.length() - 1);
        }
        boolean number = host.chars().allMatch(c -> c == '.' || (c >= '0' && c <= '9'));
        return host.isEmpty() || host.length() > LONGEST_HOST || number || host.startsWith("[")
                ? Optional.empty()
                : Optional.of(host.toLowerCase(Locale.ROOT));
    }

    /** {@code ^([a-z][a-z0-9+.-]*:)?//} */
    private static boolean scheme(String url, int slashes) {
        return slashes == 0
                || (url.charAt(slashes - 1) == ':'
                        && url.chars()
                                .limit(slashes - 1L)
                                .allMatch(c -> Character.isLetterOrDigit(c) || c == '+' || c == '-' || c == '.'));
    }

    /** Empty for a host without a known suffix, and for a suffix itself. */
    static Optional<String> registeredDomain(String host) {
        return Optional.ofNullable(EffectiveTldFinder.getAssignedDomain(host, true, true));
    }

    /** {@code [^a-zA-Z0-9]+} */
    static List<String> words(String url) {
        List<String> words = new ArrayList<>();
        int at = 0;
        while (at < url.length()) {
            int start = at;
            while (at < url.length() && plain(url.charAt(at))) {
                at++;
            }
            if (start < at) {
                words.add(url.substring(start, at));
            }
            at++;
        }
        return words;
    }

    /** Letters and digits alone, in lower case. */
    static String plain(String text) {
        StringBuilder plain = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (plain(c)) {
                plain.append(c >= 'A' && c <= 'Z' ? (char) (c | 0x20) : c);
            }
        }
        return plain.toString();
    }

    private static boolean plain(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
    }
}
