package dev.millrace.pipeline.source;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** What the name of a file says about it. */
final class FileNames {
    private static final List<String> WARC = List.of(".warc", ".wet", ".warc.wet", ".wat", ".warc.wat");
    private static final List<String> HTML = List.of(".html", ".htm", ".xhtml");
    private static final List<String> TEXT = List.of(".txt", ".text");
    private static final List<String> JSONL = List.of(".jsonl", ".ndjson", ".json");
    private static final List<String> PARQUET = List.of(".parquet");
    private static final List<String> ARC = List.of(".arc");
    private static final Map<String, Compression> COMPRESSED = Map.of(
            ".gz", Compression.GZIP,
            ".bz2", Compression.BZIP2,
            ".xz", Compression.XZ,
            ".zst", Compression.ZSTD,
            ".zstd", Compression.ZSTD);
    private static final Map<String, Compression> COMPRESSED_TAR = Map.of(
            ".tgz", Compression.GZIP,
            ".tbz2", Compression.BZIP2,
            ".txz", Compression.XZ,
            ".tzst", Compression.ZSTD);
    private static final List<String> TAR = List.of(".tar", ".tgz", ".tbz2", ".txz", ".tzst");
    private static final List<String> ARCHIVE = List.of(".zip", ".jar");

    private FileNames() {}

    /** Archives count as HTML. */
    static Optional<SourceFormat> format(String name) {
        String plain = withoutCompression(name);
        if (endsWith(plain, WARC)) {
            return Optional.of(SourceFormat.WARC);
        }
        if (endsWith(plain, ARC)) {
            return Optional.of(SourceFormat.ARC);
        }
        if (plain.endsWith(".xml") && plain.contains("-pages-")) {
            return Optional.of(SourceFormat.WIKIPEDIA);
        }
        if (endsWith(plain, HTML) || isArchive(name)) {
            return Optional.of(SourceFormat.HTML);
        }
        if (endsWith(plain, TEXT)) {
            return Optional.of(SourceFormat.TEXT);
        }
        if (endsWith(plain, JSONL)) {
            return Optional.of(SourceFormat.JSONL);
        }
        return endsWith(lower(name), PARQUET) ? Optional.of(SourceFormat.PARQUET) : Optional.empty();
    }

    static boolean isArchive(String name) {
        return endsWith(lower(name), ARCHIVE) || isTar(name);
    }

    static boolean isTar(String name) {
        return endsWith(withoutCompression(name), TAR);
    }

    /** How a file is compressed, to judge by its name alone. */
    static Compression compression(String name) {
        String ending = lower(name).substring(Math.max(0, name.lastIndexOf('.')));
        return COMPRESSED_TAR.getOrDefault(ending, COMPRESSED.getOrDefault(ending, Compression.NONE));
    }

    /** Files that Hadoop and Unix tools hide. */
    static boolean isHidden(String name) {
        return name.startsWith(".") || name.startsWith("_");
    }

    static String mediaType(String name) {
        String plain = withoutCompression(name);
        return plain.endsWith(".xhtml") ? "application/xhtml+xml" : "text/html";
    }

    private static String withoutCompression(String name) {
        String lower = lower(name);
        for (String ending : COMPRESSED.keySet()) {
            if (lower.endsWith(ending)) {
                return lower.substring(0, lower.length() - ending.length());
            }
        }
        return lower;
    }

    private static boolean endsWith(String name, List<String> endings) {
        return endings.stream().anyMatch(name::endsWith);
    }

    private static String lower(String name) {
        return name.toLowerCase(Locale.ROOT);
    }
}
