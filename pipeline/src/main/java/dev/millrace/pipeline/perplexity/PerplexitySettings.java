package dev.millrace.pipeline.perplexity;

import dev.millrace.pipeline.stage.NeedsFiles;
import java.io.ObjectStreamException;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * How documents are measured and divided.
 *
 * @param models by language
 * @param cutoffs by language; they stand over those of the percentiles
 * @param percentiles file that {@code perplexity-cutoffs} made
 * @param headPercentile share of a language's documents that is head, in percent
 * @param tailPercentile share that is not tail
 * @param keep buckets whose documents go on
 */
public record PerplexitySettings(
        List<ModelOf> models,
        List<Cutoffs> cutoffs,
        Optional<String> percentiles,
        int headPercentile,
        int tailPercentile,
        List<Bucket> keep)
        implements NeedsFiles, Serializable {
    public PerplexitySettings {
        models = List.copyOf(models);
        cutoffs = List.copyOf(cutoffs);
        keep = List.copyOf(keep);
        unique("models", models.stream().map(ModelOf::language).toList());
        unique("cutoffs", cutoffs.stream().map(Cutoffs::language).toList());
        if (headPercentile < 0 || headPercentile > 100) {
            throw new IllegalArgumentException(
                    "Invalid head percentile: " + headPercentile + " (must be from 0 to 100)");
        }
        if (tailPercentile < headPercentile || tailPercentile > 100) {
            throw new IllegalArgumentException(
                    "Invalid tail percentile: " + tailPercentile + " (must be from " + headPercentile + " to 100)");
        }
        if (keep.isEmpty()) {
            throw new IllegalArgumentException("Invalid keep: [] (must name a bucket: head, middle, tail, all)");
        }
    }

    /** No models; CCNet's 30th and 60th percentile; every bucket is kept. */
    public static PerplexitySettings defaults() {
        return new PerplexitySettings(List.of(), List.of(), Optional.empty(), 30, 60, List.of(Bucket.values()));
    }

    private static void unique(String what, List<String> languages) {
        Set<String> seen = new HashSet<>();
        for (String language : languages) {
            if (!seen.add(language)) {
                throw new IllegalArgumentException("Invalid " + what + ": " + language + " is there twice");
            }
        }
    }

    @Override
    public List<String> files() {
        List<String> files = new ArrayList<>(modelFiles());
        percentiles.ifPresent(files::add);
        return files;
    }

    /** The models' alone. */
    public List<String> modelFiles() {
        return models.stream().map(ModelOf::file).toList();
    }

    private Object writeReplace() throws ObjectStreamException {
        return new Form(models, cutoffs, percentiles.orElse(null), headPercentile, tailPercentile, keep);
    }

    /** How the settings travel, which an Optional can't. */
    private record Form(
            List<ModelOf> models, List<Cutoffs> cutoffs, String percentiles, int head, int tail, List<Bucket> keep)
            implements Serializable {
        private static final long serialVersionUID = 1L;

        private Object readResolve() {
            return new PerplexitySettings(models, cutoffs, Optional.ofNullable(percentiles), head, tail, keep);
        }
    }
}
