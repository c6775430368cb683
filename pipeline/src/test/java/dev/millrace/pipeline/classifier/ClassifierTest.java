package dev.millrace.pipeline.classifier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.millrace.pipeline.classifier.NgramFeatures.Shape;
import dev.millrace.pipeline.classifier.NgramFeatures.Vector;
import dev.millrace.pipeline.document.Document;
import dev.millrace.pipeline.document.DocumentId;
import dev.millrace.pipeline.document.Provenance;
import dev.millrace.pipeline.outcome.Outcome;
import dev.millrace.pipeline.stage.ResourceException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClassifierTest {
    private static final Shape SHAPE = new Shape(2, 12, 100);

    @TempDir
    Path folder;

    private static Document document(String text) {
        return Document.of(new DocumentId("0".repeat(32)), new Provenance("test", 0, ""), text);
    }

    /** Likes the words and pairs of one text and dislikes those of another. */
    private static LinearModel model(String good, String bad) {
        float[] weights = new float[SHAPE.buckets()];
        NgramFeatures features = new NgramFeatures(SHAPE);
        for (int bucket : features.of(good).buckets()) {
            weights[bucket] += 2;
        }
        for (int bucket : features.of(bad).buckets()) {
            weights[bucket] -= 2;
        }
        return new LinearModel(SHAPE, -.25, weights);
    }

    private Path file(LinearModel model) throws IOException {
        Path file = folder.resolve("model.bin");
        try (OutputStream out = Files.newOutputStream(file)) {
            ModelFile.write(model, out);
        }
        return file;
    }

    @Test
    void countsNgramsOfWordsInLowerCase() {
        NgramFeatures features = new NgramFeatures(SHAPE);
        Vector one = features.of("The wheel, the WHEEL");

        assertThat(one.buckets()).hasSize(4).isSorted(); // the, wheel, "the wheel", "wheel the"
        assertThat(Arrays.stream(one.values()).map(v -> v * v).sum()).isCloseTo(1, within(1e-12));
        assertThat(Arrays.stream(one.values()).max().orElseThrow()
                        / Arrays.stream(one.values()).min().orElseThrow())
                .isCloseTo(Math.log(3) / Math.log(2), within(1e-12));
        assertThat(features.of("the wheel the wheel").buckets()).isEqualTo(one.buckets());
        assertThat(features.of("").buckets()).isEmpty();
        assertThat(features.of("x".repeat(5_000_000)).buckets()).hasSize(1);
    }

    @Test
    void keepsWhatScoresEnough() throws IOException {
        Path file = file(model("grain and flour", "buy now cheap"));
        Classifier stage = new Classifier(new Classifier.Settings(file.toString(), .5));

        Outcome good = stage.apply(document("Grain and flour."));
        Outcome bad = stage.apply(document("Buy now, cheap!"));

        // five buckets of 1/sqrt(5) each, weights of 2
        double score = 1 / (1 + Math.exp(.25 - 2 * Math.sqrt(5)));
        assertThat(good).isInstanceOf(Outcome.Kept.class);
        assertThat(good.document().measures().get("classifier.score")).isCloseTo(score, within(1e-6));
        assertThat(bad).isInstanceOf(Outcome.Rejected.class);
        assertThat(((Outcome.Rejected) bad).rejection().rule()).isEqualTo("low-score");
        assertThat(stage.apply(document("")).document().measures().get("classifier.score"))
                .isCloseTo(1 / (1 + Math.exp(.25)), within(1e-12));
    }

    @Test
    void aCutOrDamagedModelIsRefusedInOneLine() throws IOException {
        Path file = file(model("grain", "cheap"));
        byte[] whole = Files.readAllBytes(file);
        for (int length = 0; length < whole.length; length++) {
            Files.write(file, Arrays.copyOf(whole, length));
            assertThatThrownBy(() -> ModelFile.read(file.toString()))
                    .isInstanceOf(ResourceException.class)
                    .hasMessageStartingWith(file + ": ");
        }
        for (int i = 0; i < whole.length; i++) {
            byte[] damaged = whole.clone();
            damaged[i] ^= 4;
            Files.write(file, damaged);
            assertThatThrownBy(() -> ModelFile.read(file.toString()))
                    .as("byte " + i)
                    .isInstanceOf(ResourceException.class);
        }
        assertThatThrownBy(() -> ModelFile.read(folder.resolve("none").toString()))
                .hasMessage(folder.resolve("none") + ": no such file");
    }

    @Test
    void fastTextModelsNeedTheLabel() throws IOException {
        Path file = Files.write(folder.resolve("model.ftz"), new byte[] {1, 2, 3});

        assertThatThrownBy(() -> new FastTextClassifier(new FastTextClassifier.Settings(file.toString(), "hq", .5)))
                .isInstanceOf(ResourceException.class)
                .hasMessageStartingWith(file.toString());
    }
}
