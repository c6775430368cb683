package dev.millrace.pipeline.spark;

import dev.millrace.pipeline.document.Document;
import java.io.Serializable;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Counts over a corpus, or over one of its languages.
 *
 * @param bytes of its text as UTF-8
 * @param words between white space
 * @param characters as code points
 */
record CorpusTotals(long documents, long bytes, long words, long characters) implements Serializable {
    static final CorpusTotals NONE = new CorpusTotals(0, 0, 0, 0);

    /** Language of documents whose language was not found out. */
    static final String NO_LANGUAGE = "und";

    /** By language. */
    static SortedMap<String, CorpusTotals> byLanguage(Dataset<Row> documents) {
        return documents
                .select(DocumentRows.TEXT, DocumentRows.ATTRIBUTES)
                .javaRDD()
                .<SortedMap<String, CorpusTotals>>treeAggregate(
                        new TreeMap<>(),
                        (totals, row) -> {
                            totals.merge(language(row), of(row.getString(0)), CorpusTotals::plus);
                            return totals;
                        },
                        (totals, others) -> {
                            others.forEach((language, other) -> totals.merge(language, other, CorpusTotals::plus));
                            return totals;
                        });
    }

    /** Of all languages together. */
    static CorpusTotals of(Dataset<Row> documents) {
        return byLanguage(documents).values().stream().reduce(NONE, CorpusTotals::plus);
    }

    /** @param row with the attributes in its second column */
    static String language(Row row) {
        Map<String, String> attributes = row.getJavaMap(1);
        return attributes.getOrDefault(Document.LANGUAGE, NO_LANGUAGE);
    }

    /** Of one document. */
    static CorpusTotals of(String text) {
        return new CorpusTotals(
                1, text.getBytes(StandardCharsets.UTF_8).length, words(text), text.codePointCount(0, text.length()));
    }

    CorpusTotals plus(CorpusTotals other) {
        return new CorpusTotals(
                documents + other.documents, bytes + other.bytes, words + other.words, characters + other.characters);
    }

    private static long words(String text) {
        long words = 0;
        boolean within = false;
        for (int i = 0; i < text.length(); i++) {
            boolean space = Character.isWhitespace(text.charAt(i));
            words += !space && !within ? 1 : 0;
            within = !space;
        }
        return words;
    }
}
