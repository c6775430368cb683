package dev.millrace.pipeline.report.html;

import static dev.millrace.pipeline.report.markup.Numerals.count;
import static dev.millrace.pipeline.report.markup.Numerals.fixed;

import dev.millrace.pipeline.report.ReportData;
import dev.millrace.pipeline.report.TrainingFigures;
import dev.millrace.pipeline.report.TrainingFigures.Evaluation;
import dev.millrace.pipeline.report.TrainingFigures.Sample;
import dev.millrace.pipeline.report.chart.Curve;
import dev.millrace.pipeline.report.markup.Markup;
import java.util.ArrayList;
import java.util.List;

/** How the model learnt, and what it writes. */
final class TrainingSection implements Section {
    private static final int WIDE = 820;
    private static final int NARROW = 350;
    private static final int WIDE_HEIGHT = 320;
    private static final int NARROW_HEIGHT = 260;

    @Override
    public String anchor() {
        return "training";
    }

    @Override
    public String heading() {
        return "Training";
    }

    @Override
    public boolean speaksOf(ReportData data) {
        return data.training().isPresent();
    }

    @Override
    public void write(ReportData data, Markup page) {
        TrainingFigures training = data.training().orElseThrow();
        if (!training.curve().isEmpty()) {
            curve(training, page);
        }
        training.evaluation().ifPresent(evaluation -> evaluation(evaluation, page));
        if (!training.samples().isEmpty()) {
            page.leaf("h3", "What the model writes");
            training.samples().forEach(sample -> sample(sample, page));
        }
    }

    private static void curve(TrainingFigures training, Markup page) {
        double first = training.curve().get(0).loss();
        double last = training.curve().get(training.curve().size() - 1).loss();
        page.leaf(
                "p",
                count(training.steps(), "step", "steps") + ": the loss went from " + fixed(first, 3) + " to "
                        + fixed(last, 3) + " nats a token.",
                "class",
                "lead");
        List<Curve.Point> points = training.curve().stream()
                .map(point -> new Curve.Point(point.step(), point.loss()))
                .toList();
        Curve curve = new Curve("Training loss by step", points, levels(training), "step");
        page.open("figure", "class", "wide").add(curve.draw(WIDE, WIDE_HEIGHT)).close();
        page.open("figure", "class", "narrow")
                .add(curve.draw(NARROW, NARROW_HEIGHT))
                .close()
                .line();
    }

    private static List<Curve.Level> levels(TrainingFigures training) {
        List<Curve.Level> levels = new ArrayList<>();
        training.evaluation().ifPresent(evaluation -> {
            levels.add(new Curve.Level(evaluation.split() + " loss", evaluation.loss()));
            evaluation.unigramEntropy().ifPresent(entropy -> levels.add(new Curve.Level("unigram entropy", entropy)));
        });
        return levels;
    }

    private static void evaluation(Evaluation evaluation, Markup page) {
        Table table = Table.begin(
                page,
                "Evaluation",
                "Evaluated on",
                "#Loss, nats a token",
                "#Perplexity",
                "#Bits per byte",
                "#Unigram entropy, nats a token");
        table.row()
                .name(evaluation.split())
                .number(fixed(evaluation.loss(), 4))
                .number(fixed(evaluation.perplexity(), 2))
                .number(fixed(evaluation.bitsPerByte(), 4))
                .number(evaluation
                        .unigramEntropy()
                        .map(entropy -> fixed(entropy, 4))
                        .orElse("–"))
                .endRow()
                .end();
    }

    private static void sample(Sample sample, Markup page) {
        page.open("blockquote", "class", "sample", "dir", "auto");
        if (!sample.prompt().isEmpty()) {
            page.leaf("b", sample.prompt()).text(" ");
        }
        page.text(sample.text()).close().line();
    }
}
