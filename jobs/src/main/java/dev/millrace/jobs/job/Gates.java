package dev.millrace.jobs.job;

import dev.millrace.jobs.summary.Summary;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Limits that a job's figures must keep to; a tripped one makes the command end with status 3.
 *
 * @param minKeptShare least share of documents kept by crawl-clean, dedupe or filter, 0 to 1
 * @param maxDuplicateShare largest share of documents that dedupe rejects, 0 to 1
 * @param maxValidationLoss largest loss that evaluate finds, in nats a token
 */
public record Gates(
        Optional<Double> minKeptShare, Optional<Double> maxDuplicateShare, Optional<Double> maxValidationLoss) {
    /** Figure of a summary: documents kept over documents in. */
    static final String KEPT_SHARE = "kept share";

    /** Figure of a summary: duplicates over documents in. */
    static final String DUPLICATE_SHARE = "duplicate share";

    /** Figure of a summary: nats a token. */
    static final String VALIDATION_LOSS = "validation loss";

    /** One line for each gate that these figures trip, or those of a job that they are the sum of. */
    public List<String> tripped(Summary summary) {
        List<String> lines = new ArrayList<>(tripped(summary.figures()));
        summary.figures().forEach((job, figures) -> {
            if (figures instanceof Map<?, ?> part) {
                tripped(part).forEach(line -> lines.add(job + ": " + line));
            }
        });
        return lines;
    }

    private List<String> tripped(Map<?, ?> figures) {
        List<String> lines = new ArrayList<>();
        figure(figures, KEPT_SHARE)
                .ifPresent(share -> minKeptShare
                        .filter(limit -> share < limit)
                        .ifPresent(limit -> lines.add(line("min-kept-share", KEPT_SHARE, share, "below", limit))));
        figure(figures, DUPLICATE_SHARE)
                .ifPresent(share -> maxDuplicateShare
                        .filter(limit -> share > limit)
                        .ifPresent(limit ->
                                lines.add(line("max-duplicate-share", DUPLICATE_SHARE, share, "above", limit))));
        figure(figures, VALIDATION_LOSS)
                .ifPresent(loss -> maxValidationLoss
                        .filter(limit -> !(loss <= limit))
                        .ifPresent(limit ->
                                lines.add(line("max-validation-loss", VALIDATION_LOSS, loss, "above", limit))));
        return lines;
    }

    private static Optional<Double> figure(Map<?, ?> figures, String name) {
        return figures.get(name) instanceof Number number ? Optional.of(number.doubleValue()) : Optional.empty();
    }

    private static String line(String gate, String figure, double value, String side, double limit) {
        return String.format(Locale.ROOT, "gates.%s tripped: %s %.4f is %s %.4f", gate, figure, value, side, limit);
    }
}
