package dev.millrace.pipeline.report;

import java.util.List;

/**
 * How the values of one measure spread over the documents.
 *
 * @param name of the measure, such as {@code gopher-quality.words}
 * @param scale that the bins are even on
 * @param documents that have the measure
 * @param bins from small to large, without gaps
 * @param limits that rejections named
 */
public record Distribution(
        String name, Scale scale, long documents, Quantiles quantiles, List<Bin> bins, List<Limit> limits) {
    public Distribution {
        name = SafeText.line(name, SafeText.NAME);
        bins = List.copyOf(bins);
        limits = List.copyOf(limits);
    }

    public enum Scale {
        LINEAR,
        /** Logarithmic from 1; the first bin takes 0 to 1. */
        LOGARITHMIC
    }

    /** Values from (included) to (left out, but for the last bin), of documents kept in the end and rejected. */
    public record Bin(double from, double to, long kept, long rejected) {}

    /** Minimum and maximum are exact, the others are read from fine bins. */
    public record Quantiles(
            double minimum, double p05, double p25, double median, double p75, double p95, double maximum) {}

    /** A limit and the rule, as stage/rule, that held values against it. */
    public record Limit(String rule, double value) {
        public Limit {
            rule = SafeText.line(rule, SafeText.NAME);
        }
    }
}
