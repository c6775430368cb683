package dev.millrace.pipeline.spark.report;

import com.fasterxml.jackson.databind.JsonNode;
import dev.millrace.pipeline.report.TrainingFigures;
import dev.millrace.pipeline.report.TrainingFigures.Evaluation;
import dev.millrace.pipeline.report.TrainingFigures.LossPoint;
import dev.millrace.pipeline.report.TrainingFigures.Sample;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Figures of the newest checkpoint's {@code history.json}, of {@code model/evaluation.json} and
 * {@code model/samples.json}.
 */
final class TrainingFiles {
    private static final String CHECKPOINTS = "model/checkpoints";
    private static final int MOST_POINTS = 500;

    /** What evaluations are of where they don't say. */
    private static final String VALIDATION = "validation";

    private TrainingFiles() {}

    /** Empty where no model was trained. */
    static Optional<TrainingFigures> read(OutputFiles files) throws IOException {
        List<LossPoint> steps = steps(files);
        Optional<Evaluation> evaluation = files.json("model/evaluation.json").map(TrainingFiles::evaluation);
        List<Sample> samples = samples(files);
        if (steps.isEmpty() && evaluation.isEmpty() && samples.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new TrainingFigures(steps.size(), thinned(steps), evaluation, samples));
    }

    private static List<LossPoint> steps(OutputFiles files) throws IOException {
        List<LossPoint> points = new ArrayList<>();
        List<String> checkpoints = files.names(CHECKPOINTS);
        for (int i = checkpoints.size() - 1; i >= 0 && points.isEmpty(); i--) {
            String folder = CHECKPOINTS + "/" + checkpoints.get(i);
            if (files.names(folder).contains("state.json")) {
                files.json(folder + "/history.json").ifPresent(history -> {
                    for (JsonNode step : history.path("steps")) {
                        points.add(new LossPoint(
                                step.path("step").asLong(),
                                step.path("loss").asDouble(Double.NaN),
                                step.path("learningRate").asDouble(Double.NaN),
                                step.path("gradientNorm").asDouble(Double.NaN)));
                    }
                });
            }
        }
        return points;
    }

    /** First and last step as they are; between them means over equal runs of steps, where there are many. */
    static List<LossPoint> thinned(List<LossPoint> steps) {
        int run = (steps.size() + MOST_POINTS - 1) / MOST_POINTS;
        if (run <= 1) {
            return steps;
        }
        List<LossPoint> points = new ArrayList<>();
        points.add(steps.get(0));
        for (int from = 1; from < steps.size() - 1; from += run) {
            points.add(mean(steps.subList(from, Math.min(from + run, steps.size() - 1))));
        }
        points.add(steps.get(steps.size() - 1));
        return points;
    }

    private static LossPoint mean(List<LossPoint> run) {
        double loss = 0;
        double rate = 0;
        double norm = 0;
        for (LossPoint point : run) {
            loss += point.loss();
            rate += point.learningRate();
            norm += point.gradientNorm();
        }
        long middle = run.get(run.size() / 2).step();
        return new LossPoint(middle, loss / run.size(), rate / run.size(), norm / run.size());
    }

    /** Perplexity is e^loss; bits per byte are loss / (bytes a token · ln 2). */
    private static Evaluation evaluation(JsonNode json) {
        double loss = json.path("loss").asDouble(Double.NaN);
        double bytesPerToken = json.path("bytesPerToken").asDouble(Double.NaN);
        JsonNode entropy = json.path("unigramEntropy");
        return new Evaluation(
                json.path("split").asText(VALIDATION),
                loss,
                StrictMath.exp(loss),
                loss / (bytesPerToken * StrictMath.log(2)),
                entropy.isNumber() ? Optional.of(entropy.asDouble()) : Optional.empty());
    }

    private static List<Sample> samples(OutputFiles files) throws IOException {
        List<Sample> samples = new ArrayList<>();
        files.json("model/samples.json").ifPresent(json -> {
            for (JsonNode sample : json.path("samples")) {
                samples.add(new Sample(
                        sample.path("prompt").asText(), sample.path("text").asText()));
            }
        });
        return samples;
    }
}
