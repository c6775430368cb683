package dev.millrace.pipeline.source;

import java.io.Serializable;
import java.util.List;

/**
 * Which records to read of what Common Crawl's columnar index lists (cc-index/table/cc-main/warc); an empty list asks
 * for all.
 *
 * @param base folder that the index's file names are below, on any Hadoop file system
 * @param domains registered domains, such as {@code example.org}
 * @param languages ISO 639-3 codes as the index has them; the first, chief language of a page counts
 * @param mediaTypes as detected, such as {@code text/html}
 * @param statuses of HTTP
 */
public record IndexSelection(
        String base, List<String> domains, List<String> languages, List<String> mediaTypes, List<Integer> statuses)
        implements Serializable {
    public IndexSelection {
        domains = List.copyOf(domains);
        languages = List.copyOf(languages);
        mediaTypes = List.copyOf(mediaTypes);
        statuses = List.copyOf(statuses);
        if (base.isEmpty()) {
            throw new IllegalArgumentException("Invalid base: \"\" (must name the folder of the crawl's files)");
        }
    }

    /** HTML answered with 200 in Common Crawl's bucket. */
    public static IndexSelection defaults() {
        return new IndexSelection(
                "s3a://commoncrawl/",
                List.of(),
                List.of(),
                List.of("text/html", "application/xhtml+xml"),
                List.of(200));
    }

    boolean wants(String domain, String languageCodes, String mediaType, String status) {
        int comma = languageCodes.indexOf(',');
        String language = comma < 0 ? languageCodes : languageCodes.substring(0, comma);
        return (domains.isEmpty() || domains.contains(domain))
                && (languages.isEmpty() || languages.contains(language))
                && (mediaTypes.isEmpty() || mediaTypes.contains(mediaType))
                && (statuses.isEmpty()
                        || statuses.stream()
                                .anyMatch(each -> String.valueOf(each).equals(status)));
    }
}
