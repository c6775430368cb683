package dev.millrace.pipeline.report.html;

import static dev.millrace.pipeline.report.markup.Numerals.count;
import static dev.millrace.pipeline.report.markup.Numerals.fixed;
import static dev.millrace.pipeline.report.markup.Numerals.share;

import dev.millrace.pipeline.report.DuplicateFigures;
import dev.millrace.pipeline.report.ReportData;
import dev.millrace.pipeline.report.ShardFigures;
import dev.millrace.pipeline.report.TrainingFigures.Evaluation;
import dev.millrace.pipeline.report.TrainingFigures.LossPoint;
import dev.millrace.pipeline.report.markup.Markup;
import dev.millrace.pipeline.report.markup.Numerals;
import java.util.List;

/** The few figures that a reader wants first. */
final class Headlines {
    private Headlines() {}

    static void write(ReportData data, Markup page) {
        page.open("dl", "class", "headlines");
        if (!data.funnel().isEmpty()) {
            corpus(data, page);
        }
        data.shards().ifPresent(shards -> tokens(shards, page));
        data.training().ifPresent(training -> loss(training.curve(), page));
        data.training()
                .flatMap(training -> training.evaluation())
                .ifPresent(evaluation -> evaluation(evaluation, page));
        page.close().line();
    }

    private static void corpus(ReportData data, Markup page) {
        long in = data.documentsIn();
        long kept = data.documentsKept();
        figure(page, "Documents read", count(in), count(data.sources().files().total(), "input file", "input files"));
        figure(page, "Documents kept", count(kept), share(Numerals.share(kept, in)) + " of what was read");
        long duplicates = data.duplicates().map(DuplicateFigures::duplicates).orElse(0L);
        if (duplicates > 0) {
            figure(
                    page,
                    "Duplicates removed",
                    count(duplicates),
                    "in " + count(data.duplicates().orElseThrow().clusters(), "cluster", "clusters"));
        }
    }

    private static void tokens(ShardFigures shards, Markup page) {
        figure(
                page,
                "Tokens packed",
                Numerals.compact((double) shards.tokens()),
                count(shards.splits().stream()
                                .mapToLong(ShardFigures.Split::sequences)
                                .sum()) + " sequences of " + count(shards.context()));
    }

    private static void loss(List<LossPoint> curve, Markup page) {
        if (!curve.isEmpty()) {
            double first = curve.get(0).loss();
            double last = curve.get(curve.size() - 1).loss();
            figure(page, "Training loss", fixed(last, 3), "from " + fixed(first, 3) + ", nats a token");
        }
    }

    private static void evaluation(Evaluation evaluation, Markup page) {
        figure(
                page,
                "Perplexity",
                fixed(evaluation.perplexity(), 1),
                evaluation.split() + " loss " + fixed(evaluation.loss(), 3));
        figure(
                page,
                "Bits per byte",
                fixed(evaluation.bitsPerByte(), 3),
                evaluation
                        .unigramEntropy()
                        .map(entropy -> "unigram entropy " + fixed(entropy, 3) + " nats a token")
                        .orElse("on " + evaluation.split()));
    }

    private static void figure(Markup page, String name, String value, String note) {
        page.open("div").leaf("dt", name).leaf("dd", value, "class", "value");
        page.leaf("dd", note, "class", "note").close();
    }
}
