package dev.millrace.trainer.feed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.millrace.trainer.loop.SequenceStream;
import dev.millrace.trainer.loop.TokenBatch;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ShardSetTest {
    @TempDir
    private Path folder;

    @Test
    void readsRowsInFileOrder() throws IOException {
        SequenceStream stream = numbered().split("train").inOrder();
        TokenBatch batch = stream.batch(2, 3);
        assertThat(batch.ids()).containsExactly(2, 12, 22, 3, 13, 23, 4, 14, 24);
        assertThat(batch.lengths()).containsExactly(3, 3, 3);
        assertThat(batch.context()).isEqualTo(2);
        assertThatThrownBy(() -> stream.batch(4, 3)).hasMessage("No sequence 6 of 6");
    }

    @Test
    void visitsEverySequenceOnceAnEpochAcrossBatches() throws IOException {
        SequenceStream stream = numbered().split("train").shuffled(5);
        TokenBatch twoEpochs = stream.batch(0, 12);
        assertThat(firsts(twoEpochs, 0, 6)).hasSize(6);
        assertThat(firsts(twoEpochs, 6, 12)).hasSize(6);
        assertThat(stream.batch(4, 4).ids()).containsExactly(Arrays.copyOfRange(twoEpochs.ids(), 12, 24));
    }

    @Test
    void namesBothTokenizersWhenTheyDiffer() throws IOException {
        ShardSet shards = numbered();
        assertThatThrownBy(() -> shards.require("another", 30, 2))
                .isInstanceOf(IOException.class)
                .hasMessageEndingWith("manifest.json: was packed with tokenizer " + PackedShards.TOKENIZER
                        + " but the model's tokenizer is another; pack again with the model's tokenizer");
        assertThatThrownBy(() -> shards.require(PackedShards.TOKENIZER, 29, 2))
                .hasMessageEndingWith("manifest.json: has a vocabulary of 30 but the model's is 29; give the model at"
                        + " least as many");
        assertThatThrownBy(() -> shards.require(PackedShards.TOKENIZER, 30, 1))
                .hasMessageEndingWith("manifest.json: has sequences of context 2 but the model sees 1; pack with a"
                        + " context of at most that");
        shards.require(PackedShards.TOKENIZER, 30, 2);
    }

    @Test
    void refusesAFileThatChanged() throws IOException {
        ShardSet shards = numbered();
        Path file = folder.resolve("train/part-00001.parquet");
        byte[] bytes = Files.readAllBytes(file);
        byte[] damaged = bytes.clone();
        damaged[20] ^= 1;
        replace(file, damaged);
        assertThatThrownBy(() -> read(shards))
                .hasMessageContaining("train/part-00001.parquet: has sha256 ")
                .hasMessageEndingWith("; damaged?)");
        replace(file, Arrays.copyOf(bytes, bytes.length - 1));
        assertThatThrownBy(() -> read(shards))
                .hasMessageEndingWith("train/part-00001.parquet: has " + (bytes.length - 1)
                        + " bytes (the manifest says " + bytes.length + "; truncated or replaced?)");
        Files.delete(file);
        assertThatThrownBy(() -> read(shards))
                .hasMessageEndingWith("train/part-00001.parquet: is missing; the manifest names it");
    }

    @Test
    void refusesAnIdBeyondTheVocabulary() throws IOException {
        String set = new PackedShards(folder, 30, 2)
                .rows("train", List.of(List.of(new int[] {1, 2, 3}, new int[] {4, 30, 5})))
                .done();
        assertThatThrownBy(() -> read(open(set)))
                .hasMessageEndingWith("part-00000.parquet: row 1 has token id 30 (must be from 0 to 29)");
    }

    @Test
    void refusesARowOfAnotherWidth() throws IOException {
        String set = new PackedShards(folder, 30, 2)
                .rows("train", List.of(List.of(new int[] {1, 2}, new int[] {1, 2, 3, 4})))
                .done();
        assertThatThrownBy(() -> read(open(set))).hasMessageEndingWith("part-00000.parquet: row 0 has not 3 ids");
    }

    @Test
    void refusesAManifestThatIsNone() throws IOException {
        String set = folder.toUri().toString();
        assertThatThrownBy(() -> open(set)).hasMessageEndingWith("manifest.json: is missing; pack shards there first");
        Files.writeString(folder.resolve("manifest.json"), "{\"version\": 1, \"tok");
        assertThatThrownBy(() -> open(set))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("manifest.json: line 1: Unexpected end-of-input");
        Files.writeString(folder.resolve("manifest.json"), "{}");
        assertThatThrownBy(() -> open(set)).hasMessageContaining("manifest.json: ");
    }

    @Test
    void namesTheSplitsThatThereAre() throws IOException {
        assertThatThrownBy(() -> numbered().split("test"))
                .hasMessageEndingWith("manifest.json: has no split 'test' (has train)");
        String empty = new PackedShards(folder, 30, 2).rows("train", List.of()).done();
        assertThatThrownBy(() -> open(empty).split("train"))
                .hasMessageEndingWith("manifest.json: split 'train' holds no sequences; add documents to it");
    }

    /** Rows n, n + 10, n + 20 for n from 0 to 5, in two shards. */
    private ShardSet numbered() throws IOException {
        List<int[]> rows = new ArrayList<>();
        for (int row = 0; row < 6; row++) {
            rows.add(new int[] {row, row + 10, row + 20});
        }
        return open(new PackedShards(folder, 30, 2)
                .rows("train", List.of(rows.subList(0, 4), rows.subList(4, 6)))
                .done());
    }

    private static ShardSet open(String set) throws IOException {
        return ShardSet.open(new Configuration(), set);
    }

    private static void read(ShardSet shards) throws IOException {
        shards.split("train").shuffled(1).batch(0, 6);
    }

    private static void replace(Path file, byte[] bytes) throws IOException {
        Files.write(file, bytes);
        // Hadoop's own checksum would find the damage first
        Files.deleteIfExists(file.resolveSibling("." + file.getFileName() + ".crc"));
    }

    private static Set<Integer> firsts(TokenBatch batch, int from, int to) {
        Set<Integer> firsts = new HashSet<>();
        for (int row = from; row < to; row++) {
            firsts.add(batch.ids()[row * 3]);
        }
        return firsts;
    }
}
