package dev.millrace.pipeline.spark;

import dev.millrace.pipeline.document.Content;
import dev.millrace.pipeline.document.Document;
import dev.millrace.pipeline.document.DocumentId;
import dev.millrace.pipeline.document.Provenance;
import dev.millrace.pipeline.outcome.Outcome;
import dev.millrace.pipeline.outcome.Rejection;
import dev.millrace.pipeline.source.Outcomes;
import dev.millrace.pipeline.source.SourceSettings;
import dev.millrace.pipeline.source.SourceUnit;
import dev.millrace.pipeline.source.Sources;
import dev.millrace.pipeline.stage.StageChain;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.spark.sql.Row;
import org.apache.spark.util.LongAccumulator;
import org.apache.spark.util.SerializableConfiguration;

/**
 * Rows of a unit of input: each record through the chain, then one row that says how many there were, counted where
 * they are read.
 */
record UnitRows(SourceSettings sources, StageChain chain, SerializableConfiguration hadoop, LongAccumulator readNanos)
        implements Serializable {
    private static final String UNREADABLE = "unreadable";

    Iterator<Row> rows(SourceUnit unit) {
        return new Reading(unit, Sources.read(unit, sources, hadoop.value()));
    }

    private final class Reading implements Iterator<Row> {
        private final SourceUnit unit;
        private final Outcomes outcomes;
        private long records;
        private long bytes;
        private boolean broken;
        private boolean counted;

        Reading(SourceUnit unit, Outcomes outcomes) {
            this.unit = unit;
            this.outcomes = outcomes;
        }

        @Override
        public boolean hasNext() {
            return !counted;
        }

        @Override
        public Row next() {
            if (counted) {
                throw new NoSuchElementException("The unit is read");
            }
            long began = StageCosts.now();
            Outcome read = broken ? null : read();
            readNanos.add(StageCosts.now() - began);
            if (read == null) {
                counted = true;
                outcomes.close();
                return unitRow();
            }
            records++;
            bytes += size(read.document().content());
            Outcome outcome = read instanceof Outcome.Kept kept ? chain.apply(kept.document()) : read;
            return DocumentFiles.filed(outcome);
        }

        /** Null at the end. A reader that fails on what it reads ends the unit with a rejection. */
        private Outcome read() {
            try {
                return outcomes.hasNext() ? outcomes.next() : null;
            } catch (UncheckedIOException e) {
                throw e;
            } catch (RuntimeException e) {
                broken = true;
                String source = unit.splits().get(0).file().source();
                Document damage = Document.of(
                        DocumentId.of(source, records, UNREADABLE.getBytes(StandardCharsets.UTF_8)),
                        new Provenance(source, records, ""),
                        "");
                return Outcome.rejected(damage, Rejection.because(Sources.STAGE, UNREADABLE, e.toString()));
            }
        }

        private Row unitRow() {
            String source = unit.splits().get(0).file().source();
            SortedMap<String, Double> measures = new TreeMap<>();
            measures.put(CrawlClean.RECORDS, (double) records);
            measures.put(CrawlClean.BYTES, (double) bytes);
            measures.put("files", (double)
                    unit.splits().stream().filter(split -> split.from() == 0).count());
            Document summary = Document.of(
                            DocumentId.of(source, unit.ordinal(), new byte[0]),
                            new Provenance(source, unit.ordinal(), ""),
                            "")
                    .withMeasures(measures);
            return DocumentFiles.filed(Outcome.kept(summary), CrawlClean.UNITS);
        }
    }

    private static long size(Content content) {
        return content instanceof Content.Payload payload
                ? payload.bytes().length
                : ((Content.Text) content).value().length();
    }
}
