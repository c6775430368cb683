package dev.millrace.pipeline.source;

import java.io.Serializable;
import java.util.List;

/**
 * Which records to read of what Common Crawl's columnar index lists (cc-index/table/cc-main/warc); an empty list asks
 * for all.
 *
 * @param base folder that the index's file names are below, on any Hadoop file system
 * @param crawls partitions of the table that are read, such as {@code CC-MAIN-2026-30}
 * @param subsets partitions of a crawl that are read: {@code warc}, {@code crawldiagnostics}, {@code robotstxt}
 * @param domains registered domains, such as {@code example.org}
 * @param languages ISO 639-3 codes as the index has them; the first, chief language of a page counts
 * @param mediaTypes as detected, such as {@code text/html}
 * @param statuses of HTTP
 */
public record IndexSelection(
        String base,
        List<String> crawls,
        List<String> subsets,
        List<String> domains,
        List<String> languages,
        List<String> mediaTypes,
        List<Integer> statuses)
        implements Serializable {
    public IndexSelection {
        crawls = List.copyOf(crawls);
        subsets = List.copyOf(subsets);
        domains = List.copyOf(domains);
        languages = List.copyOf(languages);
        mediaTypes = List.copyOf(mediaTypes);
        statuses = List.copyOf(statuses);
        if (base.isEmpty()) {
            throw new IllegalArgumentException("Invalid base: \"\" (must name the folder of the crawl's files)");
        }
    }

    /** HTML answered with 200 in Common Crawl's bucket, of all crawls. */
    public static IndexSelection defaults() {
        return new IndexSelection(
                "s3a://commoncrawl/",
                List.of(),
                List.of("warc"),
                List.of(),
                List.of(),
                List.of("text/html", "application/xhtml+xml"),
                List.of(200));
    }

    // path: … ["/crawl=" name] ["/subset=" name] "/" file
    boolean readsPartition(String path) {
        for (String folder : path.split("/")) {
            boolean other = isOther(folder, "crawl=", crawls) || isOther(folder, "subset=", subsets);
            if (other) {
                return false;
            }
        }
        return true;
    }

    private static boolean isOther(String folder, String key, List<String> wanted) {
        return folder.startsWith(key) && !wanted.isEmpty() && !wanted.contains(folder.substring(key.length()));
    }
}
