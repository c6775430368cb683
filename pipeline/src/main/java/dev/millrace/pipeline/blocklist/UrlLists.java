package dev.millrace.pipeline.blocklist;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What lists of addresses hold. */
final class UrlLists {
    private UrlLists() {}

    /** Host names, in any case. */
    static HashedStrings hosts(List<String> files) {
        HashedStrings.Builder hosts = new HashedStrings.Builder();
        files.forEach(file -> ListFile.read(file, entry -> hosts.add(host(entry))));
        return hosts.build();
    }

    private static String host(String entry) {
        String host = entry.toLowerCase(Locale.ROOT);
        if (host.chars().anyMatch(c -> Character.isWhitespace(c) || "/?#@".indexOf(c) >= 0)) {
            throw new IllegalArgumentException("no host name: " + entry);
        }
        return host.startsWith(".") ? host.substring(1) : host;
    }

    /** Whole addresses as they stand. */
    static HashedStrings urls(List<String> files) {
        HashedStrings.Builder urls = new HashedStrings.Builder();
        files.forEach(file -> ListFile.read(file, urls::add));
        return urls.build();
    }

    /** Letters and digits of entries, in lower case. */
    static HashedStrings words(List<String> files) {
        HashedStrings.Builder words = new HashedStrings.Builder();
        files.forEach(file -> ListFile.read(file, entry -> words.add(plain(entry))));
        return words.build();
    }

    /** The same, to be found within other words. */
    static Substrings substrings(List<String> files) {
        List<String> entries = new ArrayList<>();
        files.forEach(file -> ListFile.read(file, entry -> entries.add(plain(entry))));
        return new Substrings(entries);
    }

    private static String plain(String entry) {
        String plain = UrlParts.plain(entry);
        if (plain.isEmpty()) {
            throw new IllegalArgumentException("no letter and no digit: " + entry);
        }
        return plain;
    }
}
