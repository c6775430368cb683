package dev.millrace.pipeline.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.millrace.pipeline.extract.ExtractSettings;
import dev.millrace.pipeline.extract.ExtractStage;
import dev.millrace.pipeline.source.SourceSettings;
import dev.millrace.pipeline.stage.StageChain;
import dev.millrace.tokenizer.Tokenizer;
import dev.millrace.tokenizer.format.TokenizerJson;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** WordPiece and word-level tokenizers from documents on Spark. */
class WordTokenizerRunTest {
    private static final List<String> TEXTS = List.of(
            "The singers were singing. Singers sing!",
            "A S\u00edng\u00e9r sings \u4e2d\u6587.",
            "Sing, singer, sing the song.");

    @TempDir
    Path folder;

    @Test
    void learnsTheSameWhateverTheNumberOfTasks() throws IOException {
        List<Tokenizer> pieces = new ArrayList<>();
        for (int tasks : List.of(1, 3)) {
            Path output = folder.resolve("tasks-" + tasks);
            try (LocalSpark spark = LocalSpark.of("local[" + tasks + "]", tasks)) {
                StageContext context = spark.context(output);
                crawl(context);
                StageReport report = TrainTokenizer.run(
                        context,
                        CrawlClean.STAGE,
                        settings(TokenizerSettings.Kind.WORDPIECE_UNCASED, 60, "[UNK]"),
                        new TreeMap<>());
                Tokenizer tokenizer = TokenizerJson.read(output.resolve("tokenizer/tokenizer.json"));
                int tokens = TEXTS.stream()
                        .mapToInt(text -> tokenizer.encode(text).length)
                        .sum();
                assertThat(report.manifest().figures())
                        .containsEntry(TrainTokenizer.TOKENS, (double) tokens)
                        .containsEntry(TrainTokenizer.UNKNOWN_RATE, 0.0);
                pieces.add(tokenizer);
            }
        }

        assertThat(pieces.get(0).fingerprint()).isEqualTo(pieces.get(1).fingerprint());
        assertThat(tokens(pieces.get(0), "SINGERS")).containsExactly("singers");
        List<String> unseen = tokens(pieces.get(0), "songers");
        assertThat(unseen.get(0)).doesNotStartWith("##");
        assertThat(unseen.subList(1, unseen.size())).isNotEmpty().allMatch(piece -> piece.startsWith("##"));
        assertThat(String.join("", unseen).replace("##", "")).isEqualTo("songers");
        assertThat(pieces.get(0).decode(pieces.get(0).encode("S\u00edng the song.")))
                .isEqualTo("sing the song.");
    }

    @Test
    void takesWholeWordsAndCountsThoseThatAreUnknown() throws IOException {
        try (LocalSpark spark = LocalSpark.of("local[2]", 2)) {
            StageContext context = spark.context(folder.resolve("output"));
            crawl(context);
            StageReport report = TrainTokenizer.run(
                    context,
                    CrawlClean.STAGE,
                    settings(TokenizerSettings.Kind.WORD_LEVEL, 7, "<unk>"),
                    new TreeMap<>());
            Tokenizer tokenizer = TokenizerJson.read(folder.resolve("output/tokenizer/tokenizer.json"));

            // twice each: "." three times, "sing" twice, "," twice; the rest once or by the word's order
            assertThat(tokens(tokenizer, "sing. Bang")).containsExactly("sing", ".", "<unk>");
            int[] all = TEXTS.stream()
                    .flatMapToInt(text -> Arrays.stream(tokenizer.encode(text)))
                    .toArray();
            int unknown = tokenizer.idOf("<unk>").orElseThrow();
            assertThat(report.manifest().figures())
                    .containsEntry(TrainTokenizer.TOKENS, (double) all.length)
                    .containsEntry(
                            TrainTokenizer.UNKNOWN_RATE,
                            (double) Arrays.stream(all)
                                            .filter(id -> id == unknown)
                                            .count()
                                    / all.length);
        }
    }

    @Test
    void learnsUnigramPieces() throws IOException {
        List<Tokenizer> pieces = new ArrayList<>();
        for (int tasks : List.of(1, 3)) {
            Path output = folder.resolve("unigram-" + tasks);
            try (LocalSpark spark = LocalSpark.of("local[" + tasks + "]", tasks)) {
                StageContext context = spark.context(output);
                crawl(context);
                StageReport report = TrainTokenizer.run(
                        context,
                        CrawlClean.STAGE,
                        settings(TokenizerSettings.Kind.UNIGRAM, 40, "<unk>"),
                        new TreeMap<>());
                Tokenizer tokenizer = TokenizerJson.read(output.resolve("tokenizer/tokenizer.json"));
                int tokens = TEXTS.stream()
                        .mapToInt(text -> tokenizer.encode(text).length)
                        .sum();
                assertThat(report.manifest().figures()).containsEntry(TrainTokenizer.TOKENS, (double) tokens);
                pieces.add(tokenizer);
            }
        }

        Tokenizer tokenizer = pieces.get(0);
        assertThat(tokenizer.fingerprint()).isEqualTo(pieces.get(1).fingerprint());
        assertThat(tokenizer.token(0)).isEqualTo("<|endoftext|>");
        assertThat(tokenizer.vocabularySize()).isLessThanOrEqualTo(40);
        assertThat(tokenizer.decode(tokenizer.encode("singing the song."))).isEqualTo("singing the song.");
    }

    @Test
    void rejectsAVocabularyThatSpecialTokensFill() {
        assertThatThrownBy(() -> TokenizerTraining.of(settings(TokenizerSettings.Kind.WORDPIECE_CASED, 2, "[UNK]")))
                .hasMessageContaining("Invalid vocabulary size: 2 (must be > 2");
    }

    private void crawl(StageContext context) throws IOException {
        List<String> files = new ArrayList<>();
        for (String text : TEXTS) {
            Path file = folder.resolve(files.size() + ".txt");
            files.add(Files.writeString(file, text).toUri().toString());
        }
        CrawlClean.run(
                context,
                SourceSettings.of(files),
                new StageChain("text", List.of(new ExtractStage(ExtractSettings.defaults()))),
                1,
                new TreeMap<>());
    }

    private static TokenizerSettings settings(TokenizerSettings.Kind kind, int size, String unknown) {
        return new TokenizerSettings(kind, size, 1, List.of("<|endoftext|>"), Optional.of(unknown), 1000);
    }

    private static List<String> tokens(Tokenizer tokenizer, String text) {
        return Arrays.stream(tokenizer.encode(text)).mapToObj(tokenizer::token).toList();
    }
}
