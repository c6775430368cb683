package dev.millrace.pipeline.extract;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;

/** Who wrote a page, by {@code rel}, {@code itemprop} or a class that says so. */
final class Byline {
    private static final int MOST_ELEMENTS = 20_000;
    private static final int LONGEST = 100;
    private static final int SHORTEST_NAME = 5;
    private static final int LONGEST_NAME = 60;
    private static final List<String> CLASSES =
            List.of("byline", "author", "authors", "writtenby", "autor", "autoren", "auteur", "autore", "authorname");
    private static final List<String> OTHERS =
            List.of("follow", "related", "comment", "comments", "avatar", "bio", "date");

    // Business by …, Text: …, Von …
    private static final Pattern BY = Pattern.compile(
            "^(?:.{0,40}\\s)?(?:by|von|par|por|di|door|av|af|text|autorin|autor|author|auteur|autore|posted by)\\b[:\\s]+",
            Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);

    private static final String MONTH =
            "(?:jan|feb|fév|mar|mär|apr|avr|abr|may|mai|jun|jui|jul|aug|aoû|ago|sep|set|oct|okt|out|ott|nov|dec|dez|déc|dic|ene|gen)";

    // a date, a bullet, a bar or a dash after the name
    private static final Pattern AFTER_NAME = Pattern.compile(
            "(\\s*[•|·]|\\s+[-–—](\\s|$)|[,\\s]+((on|am|le|el|il) )?(MONTH\\p{L}*[.,]? )?\\d".replace("MONTH", MONTH)
                    + "|(^|[,\\s]+)(last )?(updated|published|posted|aktualisiert|veröffentlicht)\\b).*$",
            Pattern.DOTALL | Pattern.CASE_INSENSITIVE);

    // Ada Lovelace, ADA KING and C. Babbage
    private static final Pattern NAMES = Pattern.compile(
            "[\\p{Lu}\\p{Lo}][\\p{L}\\p{M}'’.()-]*(,? (and|und|et|y|e|i|&|van|von|der|den|de|da|di|du|la|le|bin|al|for"
                    + "|[\\p{Lu}\\p{Lo}][\\p{L}\\p{M}'’.()-]*))*");

    private Byline() {}

    /** The first that reads like names; else the first at all. */
    static Optional<String> of(Document page) {
        List<String> written = page.body().stream()
                .limit(MOST_ELEMENTS)
                .filter(Byline::isByline)
                .map(element -> element.text().strip())
                .filter(text -> !text.isEmpty() && text.length() < LONGEST)
                .map(Byline::name)
                .filter(text -> text.codePoints().anyMatch(Character::isLetter))
                .limit(20)
                .toList();
        return written.stream()
                .filter(text -> text.length() >= SHORTEST_NAME
                        && text.length() <= LONGEST_NAME
                        && NAMES.matcher(text).matches())
                .findFirst()
                .or(() -> written.stream().findFirst());
    }

    /** Without what comes before or after a name. */
    static String name(String written) {
        return AFTER_NAME
                .matcher(BY.matcher(written).replaceFirst(""))
                .replaceFirst("")
                .strip();
    }

    private static boolean isByline(Element element) {
        if (element.attr("rel").equals("author")
                || element.attr("itemprop").toLowerCase(Locale.ROOT).contains("author")) {
            return true;
        }
        if (element.className().isEmpty() && element.id().isEmpty()) {
            return false;
        }
        List<String> words = Names.words(element.className() + " " + element.id());
        return CLASSES.stream().anyMatch(words::contains) && OTHERS.stream().noneMatch(words::contains);
    }
}
