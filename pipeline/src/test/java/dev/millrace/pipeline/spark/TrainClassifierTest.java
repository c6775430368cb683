package dev.millrace.pipeline.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.millrace.pipeline.classifier.Classifier;
import dev.millrace.pipeline.document.Document;
import dev.millrace.pipeline.document.DocumentId;
import dev.millrace.pipeline.document.Provenance;
import dev.millrace.pipeline.outcome.Outcome;
import dev.millrace.pipeline.source.SourceException;
import dev.millrace.pipeline.source.SourceSettings;
import dev.millrace.pipeline.stage.StageChain;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrainClassifierTest {
    private static final String[] GOOD = {"grain", "flour", "river", "wheel", "winter", "bread", "weir", "the", "and"};
    private static final String[] BAD = {"buy", "cheap", "click", "deal", "now", "free", "win", "the", "and"};

    @TempDir
    Path folder;

    private SourceSettings corpus(String name, String[] words, int documents) throws IOException {
        SplittableRandom random = new SplittableRandom(name.hashCode());
        StringBuilder lines = new StringBuilder();
        for (int i = 0; i < documents; i++) {
            lines.append("{\"text\": \"");
            for (int w = 0; w < 20; w++) {
                lines.append(words[random.nextInt(words.length)]).append(' ');
            }
            lines.append("\"}\n");
        }
        lines.append("{\"text\": \"...\"}\n");
        Path file = Files.createDirectories(folder.resolve(name)).resolve("part.jsonl");
        return SourceSettings.of(List.of(Files.writeString(file, lines).toString()));
    }

    private static StageReport train(StageContext context, SourceSettings good, SourceSettings bad) {
        return TrainClassifier.run(
                context,
                good,
                bad,
                new StageChain("train-classifier", List.of()),
                new ClassifierSettings(2, 12, 100, .2, 1e-4, 10, 1000),
                new TreeMap<>());
    }

    @Test
    void tellsTheKindsApartWithTheSameBytesWhateverTheCores() throws IOException {
        SourceSettings good = corpus("good", GOOD, 60);
        SourceSettings bad = corpus("bad", BAD, 90);
        StageReport report;
        try (LocalSpark spark = LocalSpark.of("local[1]", 1)) {
            report = train(spark.context(folder.resolve("one")), good, bad);
            SourceSettings none = corpus("none", BAD, 0);
            StageContext context = spark.context(folder.resolve("none"));
            assertThatThrownBy(() -> train(context, good, none))
                    .isInstanceOf(SourceException.class)
                    .hasMessage("train-classifier: negative inputs hold no document to train on; give more");
        }
        try (LocalSpark spark = LocalSpark.of("local[2]", 4)) {
            train(spark.context(folder.resolve("two")), good, bad);
        }
        Path model = folder.resolve("one/classifier/model.bin");

        assertThat(Files.readAllBytes(folder.resolve("two/classifier/model.bin")))
                .isEqualTo(Files.readAllBytes(model));
        assertThat(report.manifest().figures())
                .containsEntry("accuracy", 1.0)
                .containsEntry("auc", 1.0)
                .containsKeys("precision", "recall", "held-out");
        assertThat(report.manifest().ledger().rejected()).containsEntry("classifier/no-words", 2L);
        assertThat(report.manifest().ledger().kept()).isEqualTo(150);
        Classifier stage = new Classifier(new Classifier.Settings(model.toString(), .5));
        assertThat(stage.apply(document("bread of the river and the wheel"))).isInstanceOf(Outcome.Kept.class);
        assertThat(stage.apply(document("click now and win a deal"))).isInstanceOf(Outcome.Rejected.class);
    }

    private static Document document(String text) {
        return Document.of(new DocumentId("0".repeat(32)), new Provenance("test", 0, ""), text);
    }
}
