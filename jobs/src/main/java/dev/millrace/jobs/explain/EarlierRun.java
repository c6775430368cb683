package dev.millrace.jobs.explain;

import dev.millrace.pipeline.document.Content;
import dev.millrace.pipeline.document.Document;
import dev.millrace.pipeline.document.DocumentId;
import dev.millrace.pipeline.document.Provenance;
import dev.millrace.pipeline.outcome.Outcome;
import dev.millrace.pipeline.outcome.Rejection;
import dev.millrace.pipeline.source.Outcomes;
import dev.millrace.pipeline.source.SourceSettings;
import dev.millrace.pipeline.source.SourceSplit;
import dev.millrace.pipeline.source.SourceUnit;
import dev.millrace.pipeline.source.Sources;
import dev.millrace.pipeline.stage.StageChain;
import dev.millrace.pipeline.storage.Storage;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.BiFunction;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.filter2.compat.FilterCompat;
import org.apache.parquet.filter2.predicate.FilterApi;
import org.apache.parquet.hadoop.ParquetReader;
import org.apache.parquet.hadoop.example.GroupReadSupport;
import org.apache.parquet.io.api.Binary;

/** Documents in the output folder of an earlier run, found by their ids without Spark. */
public final class EarlierRun {
    private static final List<String> JOBS = List.of("crawl-clean", "dedupe", "filter");
    private static final List<String> FOLDERS = List.of("kept", "rejected");

    private final Path output;
    private final Configuration hadoop = Storage.settings();

    public EarlierRun(String output) {
        this.output = new Path(output);
    }

    /**
     * What became of a document there, and what the chains make of it now: from its source on if that is among the
     * inputs, else from the text that was kept.
     *
     * @throws IllegalArgumentException when the folder holds no such document
     */
    public String explain(DocumentId id, Optional<SourceSettings> source, List<StageChain> chains, Ink ink)
            throws IOException {
        List<Explanation.Recorded> recorded = new ArrayList<>();
        for (String job : JOBS) {
            Optional<Outcome> found = find(job, id);
            found.ifPresent(outcome -> recorded.add(new Explanation.Recorded(job, outcome)));
        }
        if (recorded.isEmpty()) {
            throw new IllegalArgumentException(
                    "no document " + id + " below " + output + " (in " + String.join(", ", JOBS) + ")");
        }
        Document document = recorded.get(0).outcome().document();
        Optional<Document> again = source.flatMap(inputs -> readAgain(document, inputs));
        return Explanation.of(recorded, again, chains, ink);
    }

    private Optional<Document> readAgain(Document document, SourceSettings source) {
        for (SourceUnit unit : Sources.list(source, hadoop)) {
            List<SourceSplit> candidates = unit.splits().stream()
                    .filter(split -> document.provenance()
                            .source()
                            .contains(new Path(split.file().path()).getName()))
                    .toList();
            try (Outcomes outcomes = Sources.read(new SourceUnit(unit.ordinal(), candidates), source, hadoop)) {
                while (outcomes.hasNext()) {
                    Document read = outcomes.next().document();
                    if (isSame(read, document)) {
                        return Optional.of(read);
                    }
                }
            }
        }
        return Optional.empty();
    }

    /** Whether a document would have the other's id under the other's source, however the inputs were named this time. */
    private static boolean isSame(Document read, Document recorded) {
        return read.id().equals(recorded.id())
                || (read.content() instanceof Content.Payload payload
                        && read.provenance().offset() == recorded.provenance().offset()
                        && DocumentId.of(
                                        recorded.provenance().source(),
                                        read.provenance().offset(),
                                        payload.bytes())
                                .equals(recorded.id()));
    }

    private Optional<Outcome> find(String job, DocumentId id) throws IOException {
        for (String folder : FOLDERS) {
            Path path = new Path(new Path(output, job), folder);
            FileSystem files = path.getFileSystem(hadoop);
            if (!files.exists(path)) {
                continue;
            }
            FileStatus[] parts = files.listStatus(path, each -> each.getName().endsWith(".parquet"));
            Arrays.sort(parts);
            for (FileStatus part : parts) {
                Optional<Outcome> found = find(part.getPath(), id);
                if (found.isPresent()) {
                    return found;
                }
            }
        }
        return Optional.empty();
    }

    private Optional<Outcome> find(Path part, DocumentId id) throws IOException {
        FilterCompat.Filter wanted =
                FilterCompat.get(FilterApi.eq(FilterApi.binaryColumn("id"), Binary.fromString(id.hex())));
        try (ParquetReader<Group> rows = ParquetReader.builder(new GroupReadSupport(), part)
                .withConf(hadoop)
                .withFilter(wanted)
                .build()) {
            Group row = rows.read();
            return row == null ? Optional.empty() : Optional.of(outcome(row));
        }
    }

    private static Outcome outcome(Group row) {
        Document document = new Document(
                new DocumentId(row.getString("id", 0)),
                new Provenance(row.getString("source", 0), row.getLong("offset", 0), row.getString("uri", 0)),
                new Content.Text(row.getString("text", 0)),
                map(row, "attributes", (entry, name) -> entry.getString(name, 0)),
                map(row, "measures", (entry, name) -> entry.getDouble(name, 0)));
        if (row.getFieldRepetitionCount("rejection") == 0) {
            return Outcome.kept(document);
        }
        Group why = row.getGroup("rejection", 0);
        return Outcome.rejected(
                document,
                new Rejection(
                        why.getString("stage", 0),
                        why.getString("rule", 0),
                        why.getDouble("measured", 0),
                        why.getDouble("limit", 0),
                        why.getString("detail", 0),
                        why.getString("survivor", 0)));
    }

    // map: repeated group key_value { key; value }
    private static <V> SortedMap<String, V> map(Group row, String field, BiFunction<Group, String, V> value) {
        SortedMap<String, V> map = new TreeMap<>();
        Group entries = row.getGroup(field, 0);
        for (int i = 0; i < entries.getFieldRepetitionCount(0); i++) {
            Group entry = entries.getGroup(0, i);
            map.put(entry.getString("key", 0), value.apply(entry, "value"));
        }
        return map;
    }
}
