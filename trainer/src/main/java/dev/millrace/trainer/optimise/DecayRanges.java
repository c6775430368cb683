package dev.millrace.trainer.optimise;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;

/**
 * Which elements of the flat parameter vector weight decay shrinks: matrices and embeddings, not biases and norms.
 *
 * @param ranges ascending, disjoint
 */
public record DecayRanges(List<Range> ranges) implements Serializable {
    public DecayRanges {
        ranges = List.copyOf(ranges);
        int end = 0;
        for (Range range : ranges) {
            if (range.from() < end) {
                throw new IllegalArgumentException(
                        "Invalid decay range: " + range + " (must begin at or after " + end + ")");
            }
            end = range.to();
        }
    }

    /** Nothing decays. */
    public static DecayRanges none() {
        return new DecayRanges(List.of());
    }

    /** Everything decays. */
    public static DecayRanges all(int parameters) {
        return new DecayRanges(List.of(new Range(0, parameters)));
    }

    /** Decides by shape: a tensor decays when at least two of its dimensions are longer than 1. */
    public static DecayRanges byShape(List<long[]> shapes) {
        List<Range> ranges = new ArrayList<>();
        long at = 0;
        for (long[] shape : shapes) {
            long length = 1;
            int wide = 0;
            for (long dimension : shape) {
                length *= dimension;
                wide += dimension > 1 ? 1 : 0;
            }
            if (wide >= 2) {
                ranges.add(new Range(Math.toIntExact(at), Math.toIntExact(at + length)));
            }
            at += length;
        }
        return new DecayRanges(ranges);
    }

    /** Number of elements that decay. */
    public long size() {
        return ranges.stream().mapToLong(range -> range.to() - range.from()).sum();
    }

    /** Elements from … to − 1. */
    public record Range(int from, int to) implements Serializable {
        public Range {
            if (from < 0 || to <= from) {
                throw new IllegalArgumentException(
                        "Invalid range: " + from + " to " + to + " (must be 0 <= from < to)");
            }
        }
    }
}
