package dev.millrace.pipeline.mix;

import java.io.Serializable;
import java.util.List;
import java.util.Optional;

/**
 * Weights of documents; the first that applies counts, and a document without one weighs 1.
 *
 * @param weights in order of precedence
 */
public record MixSettings(List<Weight> weights) implements Serializable {
    public MixSettings {
        weights = List.copyOf(weights);
    }

    /**
     * What documents weigh; a condition that is absent holds for all.
     *
     * @param language that the document must have
     * @param source beginning of the source that it must come from
     * @param weight mean number of copies: 0.5 takes every second document by hash, 2 takes each twice
     */
    public record Weight(Optional<String> language, Optional<String> source, double weight) implements Serializable {
        private static final double LARGEST = 100;

        public Weight {
            if (!(weight >= 0 && weight <= LARGEST)) {
                throw new IllegalArgumentException("Invalid weight: " + weight + " (must be 0 to " + LARGEST + ")");
            }
        }

        /** Optionals don't travel to executors; what they hold does. */
        private Object writeReplace() {
            return new Travelling(language.orElse(null), source.orElse(null), weight);
        }
    }

    private record Travelling(String language, String source, double weight) implements Serializable {
        private Object readResolve() {
            return new Weight(Optional.ofNullable(language), Optional.ofNullable(source), weight);
        }
    }
}
