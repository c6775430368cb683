package dev.millrace.pipeline.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.millrace.pipeline.dedupe.MinHash;
import dev.millrace.pipeline.dedupe.SurvivorPolicy;
import dev.millrace.pipeline.document.Document;
import dev.millrace.pipeline.mix.MixSettings;
import dev.millrace.pipeline.outcome.Outcome;
import dev.millrace.pipeline.outcome.Rejection;
import dev.millrace.pipeline.pack.PackSettings;
import dev.millrace.pipeline.source.SourceSettings;
import dev.millrace.pipeline.spark.StageReport.How;
import dev.millrace.pipeline.split.SplitSettings;
import dev.millrace.pipeline.stage.Stage;
import dev.millrace.pipeline.stage.StageChain;
import dev.millrace.tokenizer.shard.ShardSchema;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** All stages on a small corpus: ledger, duplicates, shards, commits, and the same bytes however they are run. */
class PipelineRunTest {
    private static final int DOCUMENTS = 60;

    @TempDir
    Path folder;

    @Test
    void theSameBytesWhateverTheCoresAndPartitionsAndAllDoneTheSecondTime() throws IOException {
        Path corpus = corpus();
        Path one = folder.resolve("one");
        Path two = folder.resolve("two");
        try (LocalSpark spark = LocalSpark.of("local[1]", 1)) {
            runAll(spark.context(one), corpus);
        }
        try (LocalSpark spark = LocalSpark.of("local[2]", 5)) {
            StageContext context = spark.context(two);
            runAll(context, corpus);
            checkLedgers(context);
        }
        assertThat(digests(two)).isEqualTo(digests(one));

        try (LocalSpark spark = LocalSpark.of("local[1]", 1)) {
            StageContext idle = spark.context(one, () -> {
                throw new AssertionError("Spark was started for stages that are done");
            });
            for (StageReport report : runAll(idle, corpus)) {
                assertThat(report.how()).isEqualTo(How.FOUND_DONE);
            }
        }
    }

    @Test
    void leftoversOfAKilledRunAndLostFilesAreMadeGood() throws IOException {
        Path corpus = corpus();
        Path output = folder.resolve("output");
        try (LocalSpark spark = LocalSpark.of("local[2]", 2)) {
            StageContext context = spark.context(output);
            crawl(context, corpus, rejectShort());
            TreeMap<String, String> whole = digests(output);

            Files.createDirectories(output.resolve(".crawl-clean.attempt/kept"));
            Files.writeString(output.resolve(".crawl-clean.attempt/kept/part-00000.parquet"), "half a fi");
            Files.delete(output.resolve("crawl-clean/kept/part-00001.parquet"));
            StageReport again = crawl(context, corpus, rejectShort());

            assertThat(again.how()).isEqualTo(How.RAN);
            assertThat(digests(output)).isEqualTo(whole);

            // another setting, another key
            StageReport other = crawl(
                    context,
                    corpus,
                    new StageChain("all", List.of(new RejectShort(100_000))),
                    Map.of("limit", "100000"));
            assertThat(other.how()).isEqualTo(How.RAN);
            assertThat(other.manifest().ledger().kept()).isZero();
        }
    }

    @Test
    void aStageThatLosesADocumentFailsAndCommitsNothing() throws IOException {
        Path corpus = corpus();
        Path output = folder.resolve("output");
        try (LocalSpark spark = LocalSpark.of("local[2]", 2)) {
            StageContext context = spark.context(output);
            crawl(context, corpus, rejectShort());
            CommittedStage previous = CommittedStage.of(context, CrawlClean.STAGE);
            long kept = previous.manifest().ledger().kept();

            assertThatThrownBy(() -> StageRun.run(context, "lossy", new TreeMap<>(), previous.inputs(), attempt -> {
                        var rows = previous.kept(spark.session())
                                .withColumn(
                                        DocumentFiles.FOLDER, org.apache.spark.sql.functions.lit(DocumentFiles.KEPT))
                                .limit((int) kept - 1);
                        DocumentFiles.write(rows, 2, attempt, context);
                        return StageRun.Written.of(DocumentFiles.ledger(kept, attempt, context), 0);
                    }))
                    .isInstanceOf(LedgerException.class)
                    .hasMessage("Ledger of lossy does not balance: " + kept + " documents in, " + (kept - 1)
                            + " kept + 0 rejected = " + (kept - 1) + " out, 1 lost; nothing was committed");
            assertThat(output.resolve("lossy")).doesNotExist();
        }
    }

    @Test
    void aStageWithoutItsInputSaysWhatToRun() {
        try (LocalSpark spark = LocalSpark.of("local[1]", 1)) {
            StageContext context = spark.context(folder);
            assertThatThrownBy(() -> Filter.run(context, Dedupe.STAGE, rejectShort(), 1, new TreeMap<>()))
                    .hasMessageStartingWith("No committed stage dedupe in ")
                    .hasMessageEndingWith(": run dedupe first");
        }
    }

    private void checkLedgers(StageContext context) throws IOException {
        StageManifest crawl = CommittedStage.of(context, CrawlClean.STAGE).manifest();
        // the corpus, one short line and one line that is no JSON
        assertThat(crawl.ledger().in()).isEqualTo(DOCUMENTS + 2);
        assertThat(crawl.ledger().rejected())
                .containsEntry("short/too-short", 1L)
                .hasSize(2);

        StageManifest dedupe = CommittedStage.of(context, Dedupe.STAGE).manifest();
        assertThat(dedupe.ledger().rejected())
                .containsEntry("dedupe/exact", (long) DOCUMENTS / 10)
                .containsEntry("dedupe/near", (long) DOCUMENTS / 10);
        for (Row row : DocumentFiles.read(
                        context.spark(), new org.apache.hadoop.fs.Path(context.output(), Dedupe.STAGE), "rejected")
                .collectAsList()) {
            Rejection rejection = ((Outcome.Rejected) DocumentRows.outcome(row)).rejection();
            assertThat(rejection.survivor()).hasSize(32).isNotEqualTo(row.getAs("id"));
            assertThat(rejection.measured()).isBetween(0.5, 1.0);
        }

        org.apache.hadoop.fs.Path tokens = new org.apache.hadoop.fs.Path(context.output(), Tokenize.STAGE);
        List<Row> sequences = context.spark()
                .read()
                .parquet(new org.apache.hadoop.fs.Path(tokens, "train").toString())
                .collectAsList();
        assertThat(sequences).isNotEmpty();
        for (Row sequence : sequences) {
            assertThat(sequence.getList(sequence.fieldIndex(ShardSchema.INPUT_IDS)))
                    .hasSize(33);
        }
    }

    private List<StageReport> runAll(StageContext context, Path corpus) {
        TreeMap<String, String> none = new TreeMap<>();
        StageReport crawl = crawl(context, corpus, rejectShort());
        StageReport dedupe = Dedupe.run(
                context,
                CrawlClean.STAGE,
                new DedupeSettings(MinHash.Settings.defaults(), SurvivorPolicy.LONGEST, 3),
                none);
        StageReport filter = Filter.run(context, Dedupe.STAGE, rejectShort(), 3, none);
        StageReport tokenizer = TrainTokenizer.run(
                context,
                Filter.STAGE,
                new TokenizerSettings(
                        TokenizerSettings.Kind.BPE, 400, 2, List.of("<|endoftext|>"), Optional.empty(), 10_000),
                none);
        StageReport tokens = Tokenize.run(
                context,
                Filter.STAGE,
                new TokenizeSettings(
                        5,
                        new MixSettings(List.of(new MixSettings.Weight(Optional.empty(), Optional.empty(), 1.5))),
                        new SplitSettings(0.2, 0.1, SplitSettings.By.DOCUMENT_HASH),
                        new PackSettings(32, 4, 3, PackSettings.EndOfText.EACH_DOCUMENT)),
                none);
        return List.of(crawl, dedupe, filter, tokenizer, tokens);
    }

    private static StageReport crawl(StageContext context, Path corpus, StageChain chain) {
        return crawl(context, corpus, chain, Map.of());
    }

    private static StageReport crawl(
            StageContext context, Path corpus, StageChain chain, Map<String, String> configuration) {
        return CrawlClean.run(
                context, SourceSettings.of(List.of(corpus.toUri().toString())), chain, 3, new TreeMap<>(configuration));
    }

    /** Every tenth document is the one before it again, every tenth nearly so. */
    private Path corpus() throws IOException {
        Path corpus = Files.createDirectories(folder.resolve("corpus"));
        for (int file = 0; file < 3; file++) {
            StringBuilder lines = new StringBuilder();
            for (int i = file; i < DOCUMENTS; i += 3) {
                int seed = i % 10 == 9 || i % 10 == 8 ? i - i % 10 : i;
                lines.append("{\"text\": \"")
                        .append(text(seed))
                        .append(i % 10 == 8 ? " and more" : "")
                        .append("\"}\n");
            }
            if (file == 0) {
                lines.append("{\"text\": \"short\"}\n{\"text\": \n");
            }
            Files.writeString(corpus.resolve("part-" + file + ".jsonl"), lines, StandardCharsets.UTF_8);
        }
        return corpus;
    }

    private static String text(int seed) {
        SplittableRandom random = new SplittableRandom(seed);
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < 300; i++) {
            text.append(i == 0 ? "" : " ").append(word(random.nextInt(2000)));
        }
        return text.toString();
    }

    private static String word(int number) {
        return Integer.toString(number, 36).replaceAll("[0-9]", "q") + (char) ('a' + number % 26);
    }

    private static StageChain rejectShort() {
        return new StageChain("all", List.of(new RejectShort(20)));
    }

    private static TreeMap<String, String> digests(Path output) throws IOException {
        TreeMap<String, String> digests = new TreeMap<>();
        try (Stream<Path> files = Files.walk(output)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                String name = output.relativize(file).toString();
                digests.put(name, HexFormat.of().formatHex(StageKey.sha256().digest(Files.readAllBytes(file))));
            }
        }
        return digests;
    }

    private record RejectShort(int limit) implements Stage {
        @Override
        public String name() {
            return "short";
        }

        @Override
        public Outcome apply(Document document) {
            int length = document.text().length();
            return length < limit
                    ? Outcome.rejected(document, Rejection.measured(name(), "too-short", length, limit))
                    : Outcome.kept(document.withMeasure("short.length", length));
        }
    }
}
