package dev.millrace.pipeline.extract;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;

/** What a page states of itself in its head. */
final class PageFacts {
    static final String CANONICAL = "canonical";
    static final String LANGUAGE_HINT = "language-hint";

    private static final int LONGEST = 1000;
    private static final List<String> TITLES = List.of("og:title", "twitter:title", "dc.title");
    private static final List<String> AUTHORS = List.of("author", "article:author", "dc.creator", "parsely-author");
    private static final List<String> DATES = List.of(
            "article:published_time",
            "datepublished",
            "date",
            "dc.date",
            "parsely-pub-date",
            "pubdate",
            "og:published_time");

    private PageFacts() {}

    static SortedMap<String, String> of(Document page) {
        Map<String, String> metas = metas(page);
        SortedMap<String, String> facts = new TreeMap<>();
        put(
                facts,
                dev.millrace.pipeline.document.Document.TITLE,
                first(metas, TITLES).or(() -> title(page)));
        put(facts, dev.millrace.pipeline.document.Document.AUTHOR, first(metas, AUTHORS));
        put(facts, dev.millrace.pipeline.document.Document.DATE, first(metas, DATES));
        put(facts, CANONICAL, canonical(page));
        put(facts, LANGUAGE_HINT, languageHint(page));
        return facts;
    }

    static Optional<String> title(Document page) {
        return Optional.of(page.title()).filter(title -> !title.isBlank());
    }

    private static Map<String, String> metas(Document page) {
        Map<String, String> metas = new TreeMap<>();
        for (Element meta : page.getElementsByTag("meta")) {
            for (String key : List.of("name", "property", "itemprop")) {
                String name = meta.attr(key).strip().toLowerCase(java.util.Locale.ROOT);
                if (!name.isEmpty() && !meta.attr("content").isBlank()) {
                    metas.putIfAbsent(name, meta.attr("content").strip());
                }
            }
        }
        return metas;
    }

    private static Optional<String> first(Map<String, String> metas, List<String> names) {
        return names.stream().filter(metas::containsKey).map(metas::get).findFirst();
    }

    private static Optional<String> canonical(Document page) {
        return page.getElementsByTag("link").stream()
                .filter(link -> link.attr("rel").equalsIgnoreCase("canonical"))
                .map(link -> link.attr("href").strip())
                .filter(address -> !address.isEmpty())
                .findFirst();
    }

    private static Optional<String> languageHint(Document page) {
        return page.getElementsByTag("html").stream()
                .map(html -> html.attr("lang").isBlank() ? html.attr("xml:lang") : html.attr("lang"))
                .map(String::strip)
                .filter(language -> !language.isEmpty())
                .findFirst();
    }

    private static void put(SortedMap<String, String> facts, String name, Optional<String> value) {
        value.map(PageFacts::oneLine).ifPresent(text -> facts.put(name, text));
    }

    private static String oneLine(String value) {
        StringBuilder line = new StringBuilder();
        value.codePoints()
                .filter(c -> !Character.isISOControl(c) || Character.isWhitespace(c))
                .map(c -> Character.isWhitespace(c) ? ' ' : c)
                .limit(LONGEST)
                .forEach(line::appendCodePoint);
        return line.toString().strip();
    }
}
