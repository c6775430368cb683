package dev.millrace.pipeline.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.millrace.pipeline.extract.ExtractSettings;
import dev.millrace.pipeline.extract.ExtractStage;
import dev.millrace.pipeline.ngram.Discounts;
import dev.millrace.pipeline.ngram.NgramModel;
import dev.millrace.pipeline.ngram.NgramModels;
import dev.millrace.pipeline.ngram.Segmentation;
import dev.millrace.pipeline.ngram.TextUnits;
import dev.millrace.pipeline.ngram.Vocabulary;
import dev.millrace.pipeline.source.SourceSettings;
import dev.millrace.pipeline.stage.StageChain;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Models that Spark estimates, against the definitions. */
class TrainNgramsTest {
    private static final int DOCUMENTS = 20;
    private static final int KNOWN = 25;

    @TempDir
    Path folder;

    private final List<List<String>> sentences = new ArrayList<>();

    /** Words by Zipf's law, the next one near the one before, so that counts of all sizes come about. */
    private void crawl(StageContext context) throws IOException {
        SplittableRandom random = new SplittableRandom(11);
        Path texts = Files.createDirectories(folder.resolve("texts"));
        for (int document = 0; document < DOCUMENTS; document++) {
            StringBuilder text = new StringBuilder();
            for (int line = 0; line < 12; line++) {
                List<String> sentence = new ArrayList<>();
                int word = 0;
                int length = 1 + random.nextInt(9);
                for (int i = 0; i < length; i++) {
                    word = (word + (int) Math.pow(40, random.nextDouble())) % 40;
                    sentence.add("w" + word);
                }
                sentences.add(sentence);
                text.append(String.join(" ", sentence)).append("\n\n");
            }
            Files.writeString(texts.resolve(document + ".txt"), text);
        }
        CrawlClean.run(
                context,
                SourceSettings.of(List.of(texts.toUri().toString())),
                new StageChain("text", List.of(new ExtractStage(ExtractSettings.defaults()))),
                1,
                new TreeMap<>());
    }

    private static NgramModel model(StageContext context) throws IOException {
        NgramSettings settings = new NgramSettings(
                NgramSettings.Input.CRAWL_CLEAN,
                Optional.empty(),
                4,
                TextUnits.whiteSpaceWords(),
                List.of(0L, 0L, 1L, 2L),
                1,
                KNOWN,
                Optional.of(Discounts.fallback()));
        TrainNgrams.run(context, settings, new TreeMap<>());
        return NgramModels.read(
                context.output() + "/ngram/" + TrainNgrams.FILE,
                new Configuration(),
                new Segmentation(TextUnits.whiteSpaceWords(), Optional.empty()));
    }

    @Test
    void modelsHoldWhatTheDefinitionsGiveWhateverThePartitions() throws IOException {
        Path output = folder.resolve("output");
        byte[] bytes;
        try (LocalSpark spark = LocalSpark.of("local[2]", 2)) {
            StageContext context = spark.context(output);
            crawl(context);
            NgramModel model = model(context);
            assertThat(model.vocabulary().size()).isEqualTo(KNOWN + 3);
            check(model, new SlowKneserNey(withUnknown(model), 4, 0, 0, 1, 2));
            bytes = Files.readAllBytes(output.resolve("ngram/model.ngram"));
            refusesALanguageWithoutText(context);
        }
        Files.delete(output.resolve("ngram/stage.json"));
        try (LocalSpark other = LocalSpark.of("local[1]", 3)) {
            model(other.context(output));
        }
        assertThat(Arrays.equals(Files.readAllBytes(output.resolve("ngram/model.ngram")), bytes))
                .isTrue();
    }

    private static void check(NgramModel model, SlowKneserNey slow) {
        assertThat(model.vocabulary().size()).isEqualTo(slow.vocabulary.size() + 1);
        long kept = slow.grams().stream().filter(slow::keeps).count();
        long held = 0;
        for (int order = 1; order <= model.order(); order++) {
            held += model.size(order);
        }
        // <s>, and <unk> where it does not occur, stand among the unigrams only
        assertThat(held - kept).isIn(1L, 2L);
        List<List<String>> contexts = new ArrayList<>(List.of(List.of(), List.of("</s>", "</s>", "</s>")));
        slow.grams().stream()
                .filter(gram -> gram.size() < Math.max(2, model.order()) && !gram.contains("</s>"))
                .sorted((a, b) -> a.toString().compareTo(b.toString()))
                .limit(150)
                .forEach(contexts::add);
        for (List<String> words : contexts) {
            double sum = 0;
            int[] ids = words.stream().mapToInt(word -> id(model, word)).toArray();
            for (String word : slow.vocabulary) {
                double p = StrictMath.pow(10, model.log10(ids, id(model, word)));
                assertThat(p / slow.probability(words, word)).isCloseTo(1, within(2e-6));
                sum += p;
            }
            assertThat(sum).isCloseTo(1, within(2e-6));
            assertThat(slow.vocabulary.stream()
                            .mapToDouble(word -> slow.probability(words, word))
                            .sum())
                    .isCloseTo(1, within(1e-12));
        }
    }

    private static int id(NgramModel model, String word) {
        return word.equals("<s>")
                ? Vocabulary.BEGIN
                : word.equals("</s>") ? Vocabulary.END : model.vocabulary().id(word);
    }

    private List<List<String>> withUnknown(NgramModel model) {
        return sentences.stream()
                .map(sentence -> sentence.stream()
                        .map(word -> model.vocabulary().id(word) == Vocabulary.UNKNOWN ? "<unk>" : word)
                        .toList())
                .toList();
    }

    private static void refusesALanguageWithoutText(StageContext context) {
        NgramSettings klingon = new NgramSettings(
                NgramSettings.Input.CRAWL_CLEAN,
                Optional.of("tlh"),
                2,
                TextUnits.whiteSpaceWords(),
                List.of(0L),
                1,
                10,
                Optional.empty());
        assertThatThrownBy(() -> TrainNgrams.run(context, klingon, new TreeMap<>(Map.of("language", "tlh"))))
                .hasMessageContaining("No text to count in ")
                .hasMessageEndingWith(" in language tlh");
    }
}
