package dev.millrace.pipeline.extract;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;

/** What a page states of itself: in its head, as JSON-LD, in bylines and times that are marked as such. */
final class PageFacts {
    static final String CANONICAL = "canonical";
    static final String LANGUAGE_HINT = "language-hint";

    private static final int LONGEST = 1000;
    private static final int LONGEST_DATE = 100;
    private static final int MOST_ELEMENTS = 20_000;
    private static final List<String> AUTHORS = List.of(
            "dc:creator",
            "dcterm:creator",
            "dc.creator",
            "dcterms.creator",
            "author",
            "parsely-author",
            "article:author",
            "og:article:author",
            "article:author_name",
            "citation_author",
            "sailthru.author",
            "byl");
    private static final List<String> DATES = List.of(
            "article:published_time",
            "og:published_time",
            "datepublished",
            "parsely-pub-date",
            "sailthru.date",
            "date",
            "dc.date",
            "dc.date.issued",
            "dcterms.created",
            "publishdate",
            "publish_date",
            "pubdate");
    private static final List<String> LANGUAGES = List.of("content-language", "language", "og:locale", "dc.language");
    private static final Pattern YEAR = Pattern.compile("(?<!\\d)(?:1[89]|20)\\d\\d(?!\\d)");

    private PageFacts() {}

    static SortedMap<String, String> of(Document page, StatedArticle stated) {
        Map<String, String> metas = metas(page);
        SortedMap<String, String> facts = new TreeMap<>();
        put(facts, dev.millrace.pipeline.document.Document.TITLE, Headline.of(page, metas, stated));
        put(
                facts,
                dev.millrace.pipeline.document.Document.AUTHOR,
                stated.author()
                        .or(() -> first(metas, AUTHORS)
                                .filter(author -> !author.startsWith("http"))
                                .map(Byline::name))
                        .or(() -> Byline.of(page)));
        put(
                facts,
                dev.millrace.pipeline.document.Document.DATE,
                stated.date().or(() -> first(metas, DATES)).or(() -> time(page)));
        put(
                facts,
                CANONICAL,
                canonical(page).or(() -> first(metas, List.of("og:url"))).or(stated::address));
        put(
                facts,
                LANGUAGE_HINT,
                languageHint(page)
                        .or(() -> first(metas, LANGUAGES))
                        .or(stated::language)
                        .map(language -> language.replace('_', '-')));
        return facts;
    }

    private static Map<String, String> metas(Document page) {
        Map<String, String> metas = new HashMap<>();
        for (Element meta : page.getElementsByTag("meta")) {
            String content = meta.attr("content").strip();
            if (content.isEmpty()) {
                continue;
            }
            for (String key : List.of("name", "property", "itemprop", "http-equiv")) {
                for (String name :
                        meta.attr(key).strip().toLowerCase(Locale.ROOT).split("\\s+")) {
                    if (!name.isEmpty()) {
                        metas.putIfAbsent(name, content);
                    }
                }
            }
        }
        return metas;
    }

    private static Optional<String> first(Map<String, String> metas, List<String> names) {
        return names.stream().filter(metas::containsKey).map(metas::get).findFirst();
    }

    private static Optional<String> time(Document page) {
        for (Element time : page.body().getElementsByTag("time")) {
            String stated = time.attr("datetime").strip();
            if (YEAR.matcher(stated).find()) {
                return Optional.of(stated);
            }
        }
        return page.body().stream()
                .limit(MOST_ELEMENTS)
                .filter(element -> element.attr("itemprop").equals("datePublished"))
                .map(element -> element.hasAttr("content") ? element.attr("content") : element.text())
                .filter(text ->
                        text.length() < LONGEST_DATE && YEAR.matcher(text).find())
                .findFirst();
    }

    private static Optional<String> canonical(Document page) {
        return page.head().getElementsByTag("link").stream()
                .filter(link -> link.attr("rel").equalsIgnoreCase("canonical"))
                .map(link -> link.attr("href").strip())
                .filter(address -> !address.isEmpty())
                .findFirst();
    }

    private static Optional<String> languageHint(Document page) {
        return page.children().stream()
                .map(html -> html.attr("lang").isBlank() ? html.attr("xml:lang") : html.attr("lang"))
                .map(String::strip)
                .filter(language -> !language.isEmpty())
                .findFirst();
    }

    private static void put(SortedMap<String, String> facts, String name, Optional<String> value) {
        value.map(PageFacts::oneLine).filter(text -> !text.isEmpty()).ifPresent(text -> facts.put(name, text));
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
