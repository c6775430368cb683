package dev.millrace.trainer.feed;

import dev.millrace.tokenizer.shard.ShardManifest;
import dev.millrace.tokenizer.shard.ShardManifests;
import dev.millrace.tokenizer.shard.ShardSchema;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.TreeMap;
import org.apache.hadoop.conf.Configuration;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.example.data.simple.SimpleGroupFactory;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.hadoop.example.ExampleParquetWriter;
import org.apache.parquet.hadoop.util.HadoopOutputFile;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.MessageTypeParser;

/** Writes small shard sets for tests. */
public final class PackedShards {
    public static final String TOKENIZER = "tokenizer-of-the-test";
    private static final MessageType SCHEMA = MessageTypeParser.parseMessageType("""
            message sequence {
              required group input_ids (LIST) { repeated group list { required int32 element; } }
              required group document_starts (LIST) { repeated group list { required int32 element; } }
              required int32 length;
            }
            """);

    private final Path folder;
    private final int vocabulary;
    private final int context;
    private final TreeMap<String, ShardManifest.Split> splits = new TreeMap<>();

    public PackedShards(Path folder, int vocabulary, int context) {
        this.folder = folder;
        this.vocabulary = vocabulary;
        this.context = context;
    }

    /** Writes a split of so many rows per shard, of a second-order walk over the ids that a model can learn. */
    public PackedShards walk(String split, long seed, int... rowsPerShard) throws IOException {
        Random random = new Random(seed);
        List<List<int[]>> shards = new ArrayList<>();
        for (int rows : rowsPerShard) {
            List<int[]> shard = new ArrayList<>();
            for (int row = 0; row < rows; row++) {
                int[] ids = new int[context + 1];
                ids[0] = random.nextInt(vocabulary);
                for (int i = 1; i <= context; i++) {
                    ids[i] = (ids[i - 1] * 5 + 3 + (random.nextInt(4) == 0 ? 1 : 0)) % vocabulary;
                }
                shard.add(ids);
            }
            shards.add(shard);
        }
        return rows(split, shards);
    }

    /** Writes a split of these rows, all full. */
    public PackedShards rows(String split, List<List<int[]>> shards) throws IOException {
        Files.createDirectories(folder.resolve(split));
        List<ShardManifest.Shard> written = new ArrayList<>();
        long[] counts = new long[vocabulary];
        long tokens = 0;
        long sequences = 0;
        for (List<int[]> rows : shards) {
            String name = String.format(Locale.ROOT, "%s/part-%05d.parquet", split, written.size());
            Path file = folder.resolve(name);
            write(file, rows);
            byte[] bytes = Files.readAllBytes(file);
            written.add(new ShardManifest.Shard(name, rows.size(), bytes.length, ShardReader.sha256(bytes)));
            sequences += rows.size();
            for (int[] row : rows) {
                tokens += row.length;
                Arrays.stream(row).filter(id -> id >= 0 && id < vocabulary).forEach(id -> counts[id]++);
            }
        }
        splits.put(split, new ShardManifest.Split(1, 4 * tokens, tokens, sequences, entropy(counts, tokens), written));
        return this;
    }

    /** Writes the manifest. */
    public String done() throws IOException {
        ShardManifest manifest = new ShardManifest(
                ShardManifest.VERSION, TOKENIZER, vocabulary, 0, context, 1, new TreeMap<>(), List.of(), splits);
        try (OutputStream out = Files.newOutputStream(folder.resolve(ShardSchema.MANIFEST))) {
            ShardManifests.write(manifest, out);
        }
        return folder.toUri().toString();
    }

    private static void write(Path file, List<int[]> rows) throws IOException {
        Files.deleteIfExists(file);
        HadoopOutputFile out =
                HadoopOutputFile.fromPath(new org.apache.hadoop.fs.Path(file.toUri()), new Configuration());
        SimpleGroupFactory factory = new SimpleGroupFactory(SCHEMA);
        try (ParquetWriter<Group> writer =
                ExampleParquetWriter.builder(out).withType(SCHEMA).build()) {
            for (int[] row : rows) {
                Group group = factory.newGroup();
                Group ids = group.addGroup(ShardSchema.INPUT_IDS);
                for (int id : row) {
                    ids.addGroup("list").append("element", id);
                }
                group.addGroup(ShardSchema.DOCUMENT_STARTS).addGroup("list").append("element", 0);
                group.append(ShardSchema.LENGTH, row.length);
                writer.write(group);
            }
        }
    }

    private static double entropy(long[] counts, long tokens) {
        return Arrays.stream(counts)
                .filter(count -> count > 0)
                .mapToDouble(count -> -(double) count / tokens * Math.log((double) count / tokens))
                .sum();
    }
}
