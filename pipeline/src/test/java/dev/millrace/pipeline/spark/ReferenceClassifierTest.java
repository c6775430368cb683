package dev.millrace.pipeline.spark;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.pipeline.ReferenceData;
import dev.millrace.pipeline.source.SourceSettings;
import dev.millrace.pipeline.stage.StageChain;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/** A classifier from a part of the 140 texts that people labelled for DCLM, on the other part. */
@EnabledIfSystemProperty(named = "millrace.reference", matches = ".+")
class ReferenceClassifierTest {
    @TempDir
    Path folder;

    @Test
    void tellsLabelledTextsApartBetterThanChance() throws IOException {
        StringBuilder good = new StringBuilder();
        StringBuilder bad = new StringBuilder();
        ReferenceData.forEachLine(
                "quality-labels/dclm_agreement_half.jsonl.gz",
                line -> (line.get("label").asInt() == 1 ? good : bad)
                        .append(line)
                        .append('\n'));
        Path positive = Files.writeString(folder.resolve("positive.jsonl"), good);
        Path negative = Files.writeString(folder.resolve("negative.jsonl"), bad);
        StageReport report;
        try (LocalSpark spark = LocalSpark.of("local[1]", 1)) {
            report = TrainClassifier.run(
                    spark.context(folder.resolve("out")),
                    SourceSettings.of(List.of(positive.toString())),
                    SourceSettings.of(List.of(negative.toString())),
                    new StageChain("train-classifier", List.of()),
                    new ClassifierSettings(2, 18, 2000, .4, 1e-3, 50, 1000),
                    new TreeMap<>());
        }
        assertThat(report.manifest().figures().get("auc"))
                .as(report.manifest().figures().toString())
                .isGreaterThan(.6);
    }
}
