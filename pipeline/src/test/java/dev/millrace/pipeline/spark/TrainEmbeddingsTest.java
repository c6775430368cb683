package dev.millrace.pipeline.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.millrace.pipeline.embedding.Cooccurrences;
import dev.millrace.pipeline.embedding.WordVectorFile;
import dev.millrace.pipeline.embedding.WordVectors;
import dev.millrace.pipeline.extract.ExtractSettings;
import dev.millrace.pipeline.extract.ExtractStage;
import dev.millrace.pipeline.ngram.TextUnits;
import dev.millrace.pipeline.source.SourceSettings;
import dev.millrace.pipeline.spark.EmbeddingSettings.Method;
import dev.millrace.pipeline.stage.StageChain;
import dev.millrace.pipeline.words.WordSplit;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Vectors of a corpus whose lines each keep to one of two topics of ten words. */
class TrainEmbeddingsTest {
    private static final int TOPIC = 10;

    @TempDir
    Path folder;

    private void crawl(StageContext context) throws IOException {
        SplittableRandom random = new SplittableRandom(3);
        Path texts = Files.createDirectories(folder.resolve("texts"));
        for (int document = 0; document < 6; document++) {
            StringBuilder text = new StringBuilder();
            for (int line = 0; line < 50; line++) {
                int topic = random.nextInt(2);
                for (int word = 0; word < 8; word++) {
                    text.append(topic == 0 ? "Mill" : "sea")
                            .append(random.nextInt(TOPIC))
                            .append(' ');
                }
                text.append("the\n");
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

    private static EmbeddingSettings settings(Method method) {
        return new EmbeddingSettings(
                NgramSettings.Input.CRAWL_CLEAN,
                Optional.empty(),
                method,
                WordSplit.WHITESPACE,
                TextUnits.Letters.LOWER_CASE,
                12,
                5,
                2,
                1000,
                method == Method.GLOVE ? 25 : 5,
                Optional.empty(),
                method == Method.WORD2VEC ? 1 : 2,
                1,
                new EmbeddingSettings.GloveOptions(100, .75, 1000),
                new EmbeddingSettings.SubwordOptions(3, 4, 200, 5, 0));
    }

    @ParameterizedTest
    @EnumSource
    void topicsComeApartAndTheBytesAreTheSameInOtherPartitions(Method method) throws IOException {
        Path output = folder.resolve("output");
        byte[] bytes;
        try (LocalSpark spark = LocalSpark.of("local[2]", 2)) {
            StageContext context = spark.context(output);
            crawl(context);
            StageReport report = TrainEmbeddings.run(context, settings(method), new TreeMap<>());
            assertThat(report.manifest().figures()).containsEntry("vocabulary", 2.0 * TOPIC + 1);
            bytes = Files.readAllBytes(output.resolve("embeddings/vectors.txt"));
        }
        WordVectors vectors;
        try (InputStream in = Files.newInputStream(output.resolve("embeddings/vectors.txt"))) {
            vectors = WordVectorFile.read(in, "vectors.txt");
        }
        double near = 0;
        double far = 0;
        for (int i = 0; i < TOPIC; i++) {
            float[] word = vectors.vector("mill" + i).orElseThrow();
            near += WordVectors.cosine(
                            word, vectors.vector("mill" + (i + 1) % TOPIC).orElseThrow())
                    / TOPIC;
            far += WordVectors.cosine(word, vectors.vector("sea" + i).orElseThrow()) / TOPIC;
        }
        assertThat(near).isGreaterThan(far + .3);
        Files.delete(output.resolve("embeddings/stage.json"));
        try (LocalSpark other = LocalSpark.of("local[1]", 3)) {
            TrainEmbeddings.run(other.context(output), settings(method), new TreeMap<>());
        }
        assertThat(Files.readAllBytes(output.resolve("embeddings/vectors.txt"))).isEqualTo(bytes);
    }

    @Test
    void pairsCountByTheReciprocalOfTheirDistance() throws IOException {
        Map<List<Integer>, Double> counts = new TreeMap<>((a, b) -> a.toString().compareTo(b.toString()));
        try (LocalSpark spark = LocalSpark.of("local[1]", 1)) {
            Path text =
                    Files.writeString(folder.resolve("text.json"), "{\"id\":\"a\",\"sentences\":[[0,1,0,0],[2,1]]}\n");
            Cooccurrences pairs = WordPairs.collect(
                    WordPairs.of(
                            spark.session()
                                    .read()
                                    .schema("id string, sentences array<array<int>>")
                                    .json(text.toString()),
                            2),
                    2,
                    100);
            for (int i = 0; i < pairs.size(); i++) {
                counts.put(List.of(pairs.word(i), pairs.context(i)), pairs.count(i));
            }
        }
        // 0 1: 1, 1 0: 1, 0 _ 0: 1/2, 0 0: 1, 1 _ 0: 1/2
        assertThat(counts.get(List.of(0, 0))).isCloseTo(3, within(1e-12));
        assertThat(counts.get(List.of(0, 1))).isCloseTo(2.5, within(1e-12));
        assertThat(counts.get(List.of(1, 0))).isCloseTo(2.5, within(1e-12));
        assertThat(counts.get(List.of(1, 2))).isCloseTo(1, within(1e-12));
        assertThat(counts).hasSize(5);
        assertThat(WordPairs.unit(20)).isEqualTo(232_792_560);
    }
}
