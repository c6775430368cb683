package dev.millrace.pipeline.spark;

import dev.millrace.pipeline.ngram.Segmenter;
import dev.millrace.pipeline.ngram.TokenSink;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.function.Function;
import org.apache.spark.sql.Row;
import org.apache.spark.util.LongAccumulator;

/** Rows that the token sequences of texts give; those of one text are in memory at a time. */
final class SequenceRows implements Iterator<Row> {
    private final Iterator<Row> texts;
    private final Segmenter segmenter;
    private final LongAccumulator nanos;
    private final List<Row> rows = new ArrayList<>();
    private final TokenSink sink;
    private int at;

    /**
     * @param texts in the first column
     * @param sink makes rows of sequences and adds them to a list
     * @param nanos of the work
     */
    SequenceRows(Iterator<Row> texts, Segmenter segmenter, Function<List<Row>, TokenSink> sink, LongAccumulator nanos) {
        this.texts = texts;
        this.segmenter = segmenter;
        this.sink = sink.apply(rows);
        this.nanos = nanos;
    }

    @Override
    public boolean hasNext() {
        while (at == rows.size() && texts.hasNext()) {
            rows.clear();
            at = 0;
            String text = texts.next().getString(0);
            long began = StageCosts.now();
            segmenter.read(text, sink);
            nanos.add(StageCosts.now() - began);
        }
        return at < rows.size();
    }

    @Override
    public Row next() {
        if (!hasNext()) {
            throw new NoSuchElementException("All texts are read");
        }
        return rows.get(at++);
    }
}
