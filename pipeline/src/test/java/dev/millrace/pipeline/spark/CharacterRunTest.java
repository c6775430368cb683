package dev.millrace.pipeline.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.millrace.pipeline.extract.ExtractSettings;
import dev.millrace.pipeline.extract.ExtractStage;
import dev.millrace.pipeline.mix.MixSettings;
import dev.millrace.pipeline.pack.PackSettings;
import dev.millrace.pipeline.pack.PackSettings.EndOfText;
import dev.millrace.pipeline.source.SourceSettings;
import dev.millrace.pipeline.split.SplitSettings;
import dev.millrace.pipeline.stage.StageChain;
import dev.millrace.tokenizer.Tokenizer;
import dev.millrace.tokenizer.format.TokenizerJson;
import dev.millrace.tokenizer.shard.ShardManifest;
import dev.millrace.tokenizer.shard.ShardManifests;
import dev.millrace.tokenizer.shard.ShardSchema;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.zip.GZIPOutputStream;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One text, character for character, into a contiguous split of character tokens. */
class CharacterRunTest {
    private static final int CONTEXT = 8;
    private static final String TEXT =
            "  First\tCitizen:\n\n\nBefore we proceed &amp; e\u0301t\u00E9, hear  me speak 😀.\r\n".repeat(9);

    @TempDir
    Path folder;

    @Test
    void theTextArrivesCharacterForCharacterInAContiguousSplit() throws IOException {
        int characters = TEXT.codePointCount(0, TEXT.length());
        int train = (int) (characters * 0.9);
        try (LocalSpark spark = LocalSpark.of("local[2]", 2)) {
            StageContext context = spark.context(folder.resolve("output"));
            crawl(context);
            assertThatThrownBy(() -> TrainTokenizer.run(context, CrawlClean.STAGE, settings(10), new TreeMap<>()))
                    .hasMessageStartingWith("Invalid unknownToken: none (")
                    .hasMessageEndingWith(" give one, or a larger vocabulary and a smaller least count)");
            StageReport trained = TrainTokenizer.run(context, CrawlClean.STAGE, settings(1), new TreeMap<>());
            Tokenize.run(
                    context,
                    CrawlClean.STAGE,
                    new TokenizeSettings(
                            1,
                            new MixSettings(List.of()),
                            new SplitSettings(0.1, 0, SplitSettings.By.POSITION),
                            new PackSettings(CONTEXT, 4, 2, EndOfText.NONE)),
                    new TreeMap<>());

            Tokenizer tokenizer = TokenizerJson.read(folder.resolve("output/tokenizer/tokenizer.json"));
            int[] ids = tokenizer.encode(TEXT);
            assertThat(ids).hasSize(characters);
            assertThat(tokenizer.decode(ids)).isEqualTo(TEXT);
            assertThat(trained.manifest().figures())
                    .containsEntry(TrainTokenizer.TOKENS, (double) characters)
                    .containsEntry(TrainTokenizer.UNKNOWN_RATE, 0.0)
                    .containsEntry("distinct-characters", (double)
                            TEXT.codePoints().distinct().count());
            ShardManifest manifest = manifest();
            assertThat(manifest.splits().get(ShardManifest.TRAIN).tokens()).isEqualTo(train);
            assertThat(manifest.splits().get(ShardManifest.VALIDATION).tokens()).isEqualTo(characters - train);
            assertThat(rows(spark, ShardManifest.TRAIN))
                    .containsExactlyInAnyOrderElementsOf(windows(tokenizer, ids, 0, train));
            assertThat(rows(spark, ShardManifest.VALIDATION))
                    .containsExactlyInAnyOrderElementsOf(windows(tokenizer, ids, train, characters));
            assertThat(CommittedStage.of(context, Tokenize.STAGE)
                            .manifest()
                            .ledger()
                            .kept())
                    .isEqualTo(1);
        }
    }

    private void crawl(StageContext context) throws IOException {
        Path file = folder.resolve("input.txt.gz");
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(file))) {
            out.write(TEXT.getBytes(StandardCharsets.UTF_8));
        }
        CrawlClean.run(
                context,
                SourceSettings.of(List.of(file.toUri().toString())),
                new StageChain("text", List.of(new ExtractStage(ExtractSettings.defaults()))),
                1,
                new TreeMap<>());
    }

    private static TokenizerSettings settings(long minimum) {
        return new TokenizerSettings(
                TokenizerSettings.Kind.CHAR, 1000, minimum, List.of("<|endoftext|>"), Optional.empty(), 1);
    }

    private ShardManifest manifest() throws IOException {
        Path file = folder.resolve("output/tokens").resolve(ShardSchema.MANIFEST);
        try (var in = Files.newInputStream(file)) {
            return ShardManifests.read(in, file.toString());
        }
    }

    /** Every CONTEXT tokens a window of one more, the last one filled. */
    private static List<List<Integer>> windows(Tokenizer tokenizer, int[] ids, int from, int to) {
        int filling = tokenizer.idOf(ShardSchema.END_OF_TEXT).orElseThrow();
        List<List<Integer>> windows = new ArrayList<>();
        for (int at = from; at < to - 1; at += CONTEXT) {
            List<Integer> window = new ArrayList<>();
            for (int i = at; i <= at + CONTEXT; i++) {
                window.add(i < to ? ids[i] : filling);
            }
            windows.add(window);
        }
        return windows;
    }

    private List<List<Integer>> rows(LocalSpark spark, String split) {
        List<List<Integer>> rows = new ArrayList<>();
        for (Row row : spark.session()
                .read()
                .parquet(folder.resolve("output/tokens").resolve(split).toString())
                .collectAsList()) {
            rows.add(row.getList(row.fieldIndex(ShardSchema.INPUT_IDS)));
        }
        return rows;
    }
}
