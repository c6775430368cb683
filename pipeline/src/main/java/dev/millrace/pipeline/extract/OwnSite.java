package dev.millrace.pipeline.extract;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.jsoup.nodes.Element;
import org.jsoup.select.Evaluator;
import org.jsoup.select.QueryParser;

/** The site that a page belongs to, as far as the page tells. */
final class OwnSite {
    private static final int LINKS = 300;
    private static final int LEAST = 4;
    private static final Evaluator STATED = QueryParser.parse("link[rel=canonical], meta[property=og:url]");

    private final String site;

    private OwnSite(String site) {
        this.site = site;
    }

    /** By its canonical address, or by where most of its links lead. */
    static OwnSite of(PageElements page) {
        Element canonical = page.page().head().selectFirst(STATED);
        if (canonical != null) {
            String stated = site(canonical.attr("href") + canonical.attr("content"));
            if (!stated.isEmpty()) {
                return new OwnSite(stated);
            }
        }
        // links that name no site lead to the page's own, which is then none of those named
        Map<String, Integer> counts = new HashMap<>();
        page.tagged("a").stream()
                .filter(link -> link.hasAttr("href"))
                .limit(LINKS)
                .forEach(link -> counts.merge(site(link.attr("href")), 1, Integer::sum));
        return new OwnSite(counts.entrySet().stream()
                .filter(entry -> entry.getValue() >= LEAST)
                .max(Map.Entry.<String, Integer>comparingByValue().thenComparing(Map.Entry.comparingByKey()))
                .map(Map.Entry::getKey)
                .orElse(""));
    }

    boolean isLeftBy(String address) {
        if (address.startsWith("mailto:")) {
            return true;
        }
        String other = site(address);
        return !other.isEmpty() && !other.equals(site);
    }

    // scheme://a.b.example.org/… is example.org, …/a.b.co.uk is b.co.uk
    private static String site(String address) {
        int start = address.indexOf("//");
        if (start < 0 || start > 6) {
            return "";
        }
        int end = start + 2;
        while (end < address.length() && "/?#:".indexOf(address.charAt(end)) < 0) {
            end++;
        }
        String host = address.substring(start + 2, end).toLowerCase(Locale.ROOT);
        int last = host.lastIndexOf('.');
        int second = last < 0 ? -1 : host.lastIndexOf('.', last - 1);
        if (second >= 0 && last - second <= 4 && host.length() - last <= 3) {
            second = host.lastIndexOf('.', second - 1);
        }
        return host.substring(second + 1);
    }
}
