package dev.millrace.pipeline.spark;

import java.io.Serializable;
import java.nio.charset.StandardCharsets;
import java.util.Iterator;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Size of a corpus.
 *
 * @param bytes of its text as UTF-8
 * @param words between white space
 */
record CorpusTotals(long documents, long bytes, long words) implements Serializable {
    static CorpusTotals of(Dataset<Row> documents) {
        return documents
                .select(DocumentRows.TEXT)
                .javaRDD()
                .mapPartitions(CorpusTotals::count)
                .fold(new CorpusTotals(0, 0, 0), CorpusTotals::plus);
    }

    private static Iterator<CorpusTotals> count(Iterator<Row> rows) {
        CorpusTotals totals = new CorpusTotals(0, 0, 0);
        while (rows.hasNext()) {
            String text = rows.next().getString(0);
            totals = totals.plus(new CorpusTotals(1, text.getBytes(StandardCharsets.UTF_8).length, words(text)));
        }
        return List.of(totals).iterator();
    }

    private CorpusTotals plus(CorpusTotals other) {
        return new CorpusTotals(documents + other.documents, bytes + other.bytes, words + other.words);
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
