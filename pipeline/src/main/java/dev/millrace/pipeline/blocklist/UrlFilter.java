package dev.millrace.pipeline.blocklist;

import dev.millrace.pipeline.document.Document;
import dev.millrace.pipeline.outcome.Outcome;
import dev.millrace.pipeline.outcome.Rejection;
import dev.millrace.pipeline.stage.NeedsFiles;
import dev.millrace.pipeline.stage.Stage;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Rejects documents by their address, as datatrove does for FineWeb (0.10, filters/url_filter.py), in its order, with
 * lists that are given; suffixes of hosts are an addition. The share of addresses that are rejected wrongly by hashing
 * is below one in a billion for lists of millions.
 */
public final class UrlFilter implements Stage {
    public static final String NAME = "url-filter";

    /** 1 where a list has the domain, the host or the whole address, else 0. */
    public static final String LISTED = NAME + ".listed";

    /** Words in the address that a list has. */
    public static final String WORDS = NAME + ".words";

    /** 1 where a substring of a list is in it, else 0. */
    public static final String SUBSTRINGS = NAME + ".substrings";

    /** Different soft words in the address. */
    public static final String SOFT_WORDS = NAME + ".soft-words";

    private static final long serialVersionUID = 1L;

    private final Settings settings;
    private final Loaded<HashedStrings> domains;
    private final Loaded<HashedStrings> suffixes;
    private final Loaded<HashedStrings> urls;
    private final Loaded<HashedStrings> words;
    private final Loaded<HashedStrings> softWords;
    private final Loaded<Substrings> substrings;

    /** What becomes of a document that states no address. */
    public enum WithoutUrl {
        KEEP,
        REJECT
    }

    /**
     * Paths of files with one entry a line; none where a list is empty.
     *
     * @param domains registered domains, or whole host names
     * @param suffixes host names that are meant with all that is below them
     * @param urls whole addresses
     * @param words that an address must not have between its marks
     * @param softWords that it may have some of
     * @param softWordThreshold how many different ones are too many
     * @param substrings that its letters and digits must not have anywhere
     */
    public record Settings(
            List<String> domains,
            List<String> suffixes,
            List<String> urls,
            List<String> words,
            List<String> softWords,
            int softWordThreshold,
            List<String> substrings,
            WithoutUrl withoutUrl)
            implements Serializable, NeedsFiles {
        public Settings {
            domains = List.copyOf(domains);
            suffixes = List.copyOf(suffixes);
            urls = List.copyOf(urls);
            words = List.copyOf(words);
            softWords = List.copyOf(softWords);
            substrings = List.copyOf(substrings);
            if (softWordThreshold < 1) {
                throw new IllegalArgumentException(
                        "Invalid soft word threshold: " + softWordThreshold + " (must be > 0)");
            }
        }

        /** No list. */
        public static Settings defaults() {
            return new Settings(List.of(), List.of(), List.of(), List.of(), List.of(), 2, List.of(), WithoutUrl.KEEP);
        }

        @Override
        public List<String> files() {
            List<String> files = new ArrayList<>();
            List.of(domains, suffixes, urls, words, softWords, substrings).forEach(files::addAll);
            return files;
        }
    }

    /** @throws dev.millrace.pipeline.stage.ResourceException naming file and line of a list that can't be used */
    public UrlFilter(Settings settings) {
        this.settings = settings;
        domains = new Loaded<>("hosts", HashedStrings.class, settings.domains(), UrlLists::hosts);
        suffixes = new Loaded<>("hosts", HashedStrings.class, settings.suffixes(), UrlLists::hosts);
        urls = new Loaded<>("urls", HashedStrings.class, settings.urls(), UrlLists::urls);
        words = new Loaded<>("words", HashedStrings.class, settings.words(), UrlLists::words);
        softWords = new Loaded<>("words", HashedStrings.class, settings.softWords(), UrlLists::words);
        substrings = new Loaded<>("substrings", Substrings.class, settings.substrings(), UrlLists::substrings);
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Outcome apply(Document document) {
        String url = document.provenance().uri();
        if (url.isEmpty()) {
            return settings.withoutUrl() == WithoutUrl.KEEP
                    ? Outcome.kept(document)
                    : Outcome.rejected(document, Rejection.because(NAME, "no-url", ""));
        }
        Optional<Rejection> listed = listed(url);
        List<String> inUrl = UrlParts.words(url);
        List<String> banned = inUrl.stream().filter(words.get()::contains).toList();
        int soft = (int)
                new HashSet<>(inUrl).stream().filter(softWords.get()::contains).count();
        boolean substring = substrings.get().in(UrlParts.plain(url));
        Document measured = document.withMeasures(new TreeMap<>(Map.of(
                LISTED,
                listed.isPresent() ? 1.0 : 0,
                WORDS,
                (double) banned.size(),
                SOFT_WORDS,
                (double) soft,
                SUBSTRINGS,
                substring ? 1.0 : 0)));
        if (listed.isPresent()) {
            return Outcome.rejected(measured, listed.get());
        }
        if (!banned.isEmpty()) {
            return Outcome.rejected(measured, Rejection.because(NAME, "word", banned.get(0)));
        }
        if (soft >= settings.softWordThreshold()) {
            return Outcome.rejected(
                    measured, Rejection.measured(NAME, "soft-words", soft, settings.softWordThreshold()));
        }
        return substring
                ? Outcome.rejected(measured, Rejection.because(NAME, "substring", url))
                : Outcome.kept(measured);
    }

    private Optional<Rejection> listed(String url) {
        Optional<String> host = UrlParts.host(url);
        if (host.isPresent()) {
            Optional<String> domain = UrlParts.registeredDomain(host.get()).filter(domains.get()::contains);
            if (domain.isPresent()) {
                return Optional.of(Rejection.because(NAME, "domain", domain.get()));
            }
            if (domains.get().contains(host.get())) {
                return Optional.of(Rejection.because(NAME, "subdomain", host.get()));
            }
            Optional<String> suffix = listedSuffix(host.get());
            if (suffix.isPresent()) {
                return Optional.of(Rejection.because(NAME, "suffix", suffix.get()));
            }
        }
        return urls.get().contains(url) ? Optional.of(Rejection.because(NAME, "url", url)) : Optional.empty();
    }

    private Optional<String> listedSuffix(String host) {
        int at = 0;
        while (true) {
            String suffix = host.substring(at);
            if (suffixes.get().contains(suffix)) {
                return Optional.of(suffix);
            }
            int dot = host.indexOf('.', at);
            if (dot < 0) {
                return Optional.empty();
            }
            at = dot + 1;
        }
    }
}
