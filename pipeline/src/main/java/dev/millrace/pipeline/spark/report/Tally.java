package dev.millrace.pipeline.spark.report;

import dev.millrace.pipeline.report.Distribution;
import dev.millrace.pipeline.report.Distribution.Bin;
import dev.millrace.pipeline.report.Distribution.Limit;
import dev.millrace.pipeline.report.Distribution.Quantiles;
import dev.millrace.pipeline.report.Distribution.Scale;
import java.util.ArrayList;
import java.util.List;

/** Documents counted in fine bins. */
final class Tally {
    private final Bins bins;
    private final long[] kept;
    private final long[] rejected;

    /** What became of a document. */
    enum Fate {
        KEPT,
        REJECTED
    }

    Tally(Bins bins) {
        this.bins = bins;
        this.kept = new long[bins.count()];
        this.rejected = new long[bins.count()];
    }

    void add(int bin, long documents, Fate fate) {
        switch (fate) {
            case KEPT -> kept[bin] += documents;
            case REJECTED -> rejected[bin] += documents;
        }
    }

    Distribution distribution(String name, double least, double most, List<Limit> limits) {
        Quantiles quantiles = new Quantiles(
                least,
                quantile(0.05, least, most),
                quantile(0.25, least, most),
                quantile(0.5, least, most),
                quantile(0.75, least, most),
                quantile(0.95, least, most),
                most);
        return new Distribution(name, bins.scale(), total(), quantiles, shown(), limits);
    }

    private long total() {
        long total = 0;
        for (int i = 0; i < kept.length; i++) {
            total += kept[i] + rejected[i];
        }
        return total;
    }

    /** Within the bin that holds the wanted document, as if its documents lay evenly. */
    private double quantile(double share, double least, double most) {
        double wanted = share * total();
        long before = 0;
        for (int i = 0; i < kept.length; i++) {
            long here = kept[i] + rejected[i];
            if (here > 0 && before + here >= wanted) {
                double within = bins.kind() == Bins.Kind.WHOLE ? 0 : Math.max(0, wanted - before) / here;
                double value = bins.edge(i) + within * (bins.edge(i + 1) - bins.edge(i));
                double rounded = bins.kind() == Bins.Kind.WHOLE ? Math.rint(value) : value;
                return Math.max(least, Math.min(most, rounded));
            }
            before += here;
        }
        return most;
    }

    private List<Bin> shown() {
        List<Bin> shown = new ArrayList<>();
        int first = bins.scale() == Scale.LOGARITHMIC ? 1 : 0;
        if (first == 1 && kept[0] + rejected[0] > 0) {
            shown.add(new Bin(0, 1, kept[0], rejected[0]));
        }
        int merged = bins.fine() / bins.shown();
        for (int from = first; from < bins.count(); from += merged) {
            long keptHere = 0;
            long rejectedHere = 0;
            for (int i = from; i < from + merged; i++) {
                keptHere += kept[i];
                rejectedHere += rejected[i];
            }
            shown.add(new Bin(bins.edge(from), bins.edge(from + merged), keptHere, rejectedHere));
        }
        return shown;
    }
}
