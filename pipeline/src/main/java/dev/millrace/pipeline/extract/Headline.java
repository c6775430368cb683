package dev.millrace.pipeline.extract;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jsoup.nodes.Element;

/** What a page is headed by; what only its title element says, without the name of the site. */
final class Headline {
    private static final int LEAST_LETTERS = 4;
    private static final int MOST_HEADINGS = 32;
    private static final int LONGEST = 1000;
    private static final int MOST_SITE_WORDS = 4;
    private static final int LEAST_TITLE_WORDS = 3;
    private static final List<String> METAS = List.of(
            "dc:title", "dcterm:title", "dc.title", "og:title", "weibo:article:title", "twitter:title", "title");
    // Title | Site, Title - Site, Title :: Site
    private static final Pattern SEPARATOR = Pattern.compile("\\s+(?:[|\\-\u2013\u2014\u00BB/\u00B7]|::)\\s+");

    private Headline() {}

    /** The stated headline where the page shows it; else what the head says. */
    static Optional<String> of(PageElements page, Map<String, String> metas, StatedArticle stated) {
        Optional<String> meta = METAS.stream()
                .filter(metas::containsKey)
                .map(metas::get)
                .map(Headline::shortened)
                .findFirst();
        String whole = shortened(PageTitle.of(page));
        String shown = PageTitle.letters(whole) + " " + PageTitle.letters(meta.orElse(""));
        return stated.headline()
                .map(Headline::shortened)
                .filter(headline -> shown.isBlank() || shown.contains(PageTitle.letters(headline)))
                .or(() -> meta)
                .or(() -> whole.isEmpty() ? Optional.empty() : Optional.of(withoutSite(page, whole)))
                .or(stated::headline);
    }

    /** The last part goes where it is short and what is left is none too short. */
    private static String withoutSite(PageElements page, String title) {
        String rest = beforeLast(title);
        boolean site = words(last(title)) <= MOST_SITE_WORDS && words(rest) >= LEAST_TITLE_WORDS;
        return heading(page, title).orElse(site ? rest : title);
    }

    /** Of a title of several parts, that which a heading shows. */
    private static Optional<String> heading(PageElements page, String title) {
        if (beforeLast(title).equals(title)) {
            return Optional.empty();
        }
        String whole = PageTitle.letters(title);
        return ShortTexts.of(page.tagged("h1").stream().limit(MOST_HEADINGS), Element::text)
                .filter(heading -> {
                    String letters = PageTitle.letters(heading);
                    return letters.length() >= LEAST_LETTERS && whole.contains(letters);
                })
                .findFirst();
    }

    private static String last(String title) {
        return title.substring(lastSeparator(title, true));
    }

    private static String beforeLast(String title) {
        return title.substring(0, lastSeparator(title, false));
    }

    private static int lastSeparator(String title, boolean after) {
        int at = title.length();
        Matcher separators = SEPARATOR.matcher(title);
        while (separators.find()) {
            at = after ? separators.end() : separators.start();
        }
        return at;
    }

    private static int words(String text) {
        return text.isBlank() ? 0 : text.strip().split("\\s+").length;
    }

    private static String shortened(String value) {
        return value.substring(0, Math.min(LONGEST, value.length()));
    }
}
