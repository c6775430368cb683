package dev.millrace.pipeline.extract;

import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;

/** What a page states of itself: in its head, as JSON-LD, in bylines and times that are marked as such. */
final class PageFacts {
    static final String CANONICAL = "canonical";
    static final String LANGUAGE_HINT = "language-hint";

    private static final int LONGEST = 1000;
    private static final int LONGEST_BYLINE = 100;
    private static final int LEAST_TITLE = 4;
    private static final int MOST_ELEMENTS = 20_000;
    private static final int MOST_HEADINGS = 32;
    private static final int MOST_TEXT = 1 << 20;
    private static final List<String> TITLES = List.of(
            "dc:title", "dcterm:title", "dc.title", "og:title", "weibo:article:title", "twitter:title", "title");
    private static final List<String> AUTHORS = List.of(
            "author",
            "dc.creator",
            "dc:creator",
            "dcterm:creator",
            "parsely-author",
            "article:author",
            "sailthru.author");
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
    // Title | Site, Title - Site, Title :: Site
    private static final Pattern SITE = Pattern.compile("\\s+([|\\-\u2013\u2014\u00BB/]|::)\\s+");
    private static final Pattern BY =
            Pattern.compile("^(by|von|par|por|di|door|av|af|text|autor|author)\\b[:\\s]+", Pattern.CASE_INSENSITIVE);

    // a date, a bullet or a dash after the name
    private static final Pattern AFTER_NAME =
            Pattern.compile("(\\s*[•|·]|\\s+[-–—](\\s|$)|[,\\s]+(\\p{L}{3,9}\\.? )?\\d).*$", Pattern.DOTALL);

    private PageFacts() {}

    static SortedMap<String, String> of(PageElements elements, StatedArticle stated) {
        Document page = elements.page();
        Map<String, String> metas = metas(elements);
        SortedMap<String, String> facts = new TreeMap<>();
        put(
                facts,
                dev.millrace.pipeline.document.Document.TITLE,
                stated.headline()
                        .filter(headline ->
                                isShown(page, headline) || first(metas, TITLES).isEmpty())
                        .or(() -> first(metas, TITLES))
                        .or(() -> title(elements)));
        put(
                facts,
                dev.millrace.pipeline.document.Document.AUTHOR,
                stated.author()
                        .or(() -> first(metas, AUTHORS).filter(author -> !author.startsWith("http")))
                        .or(() -> byline(page)));
        put(
                facts,
                dev.millrace.pipeline.document.Document.DATE,
                stated.date().or(() -> first(metas, DATES)).or(() -> time(elements)));
        put(
                facts,
                CANONICAL,
                canonical(elements).or(() -> first(metas, List.of("og:url"))).or(stated::address));
        put(
                facts,
                LANGUAGE_HINT,
                languageHint(elements)
                        .or(() -> first(metas, LANGUAGES))
                        .or(stated::language)
                        .map(language -> language.replace('_', '-')));
        return facts;
    }

    private static boolean isShown(Document page, String headline) {
        return PageTitle.letters(shortened(page.title())).contains(PageTitle.letters(shortened(headline)));
    }

    /** The document's title without the site's name, where a heading or its length tells which part is which. */
    private static Optional<String> title(PageElements page) {
        String title = shortened(page.page().title()).strip();
        if (title.isEmpty()) {
            return Optional.empty();
        }
        String[] parts = SITE.split(title);
        if (parts.length < 2) {
            return Optional.of(title);
        }
        String whole = PageTitle.letters(title);
        List<Element> headings = page.tagged("h1");
        for (Element heading : headings.subList(0, Math.min(MOST_HEADINGS, headings.size()))) {
            String shown = heading.text().strip();
            String letters = PageTitle.letters(shown);
            if (letters.length() >= LEAST_TITLE && whole.contains(letters)) {
                return Optional.of(shown);
            }
        }
        String longest = "";
        for (String part : parts) {
            longest = part.length() > longest.length() ? part : longest;
        }
        return Optional.of(longest.split("\\s+").length >= 3 ? longest : title);
    }

    private static Map<String, String> metas(PageElements page) {
        Map<String, String> metas = new HashMap<>();
        for (Element meta : page.tagged("meta")) {
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

    /** Who wrote it, by {@code rel}, {@code itemprop} or a name that says so. */
    private static Optional<String> byline(Document page) {
        return firstShort(page, PageFacts::isByline, Element::text, PageFacts::name);
    }

    private static boolean isByline(Element element) {
        if (element.attributesSize() == 0) {
            return false;
        }
        if (element.attr("rel").equals("author")
                || element.attr("itemprop").toLowerCase(Locale.ROOT).contains("author")) {
            return true;
        }
        if (element.className().isEmpty() && element.id().isEmpty()) {
            return false;
        }
        return Names.of((element.className() + " " + element.id()).strip()).say(Names.WRITER);
    }

    private static Optional<String> time(PageElements page) {
        for (Element time : page.tagged("time")) {
            String stated = time.attr("datetime").strip();
            if (stated.length() >= 8) {
                return Optional.of(stated);
            }
        }
        return firstShort(
                page.page(),
                element -> element.attr("itemprop").equals("datePublished"),
                element -> element.hasAttr("content") ? element.attr("content") : element.text(),
                UnaryOperator.identity());
    }

    /** What the first of such elements says that says something short; elements within each other say much again. */
    private static Optional<String> firstShort(
            Document page, Predicate<Element> wanted, Function<Element, String> text, UnaryOperator<String> within) {
        Iterator<Element> elements =
                page.body().stream().limit(MOST_ELEMENTS).filter(wanted).iterator();
        for (int left = MOST_TEXT; left > 0 && elements.hasNext(); ) {
            String whole = text.apply(elements.next());
            String said = within.apply(whole);
            if (!said.isBlank() && said.length() < LONGEST_BYLINE) {
                return Optional.of(said);
            }
            left -= whole.length();
        }
        return Optional.empty();
    }

    private static String name(String byline) {
        String beginning = byline.substring(0, Math.min(2 * LONGEST_BYLINE, byline.length()))
                .strip();
        return AFTER_NAME.matcher(BY.matcher(beginning).replaceFirst("")).replaceFirst("");
    }

    private static Optional<String> canonical(PageElements page) {
        return page.tagged("link").stream()
                .filter(link -> link.attr("rel").equalsIgnoreCase("canonical"))
                .map(link -> link.attr("href").strip())
                .filter(address -> !address.isEmpty())
                .findFirst();
    }

    private static Optional<String> languageHint(PageElements page) {
        return page.tagged("html").stream()
                .map(html -> html.attr("lang").isBlank() ? html.attr("xml:lang") : html.attr("lang"))
                .map(String::strip)
                .filter(language -> !language.isEmpty())
                .findFirst();
    }

    private static void put(SortedMap<String, String> facts, String name, Optional<String> value) {
        value.map(PageFacts::oneLine).filter(text -> !text.isEmpty()).ifPresent(text -> facts.put(name, text));
    }

    private static String shortened(String value) {
        return value.substring(0, Math.min(LONGEST, value.length()));
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
