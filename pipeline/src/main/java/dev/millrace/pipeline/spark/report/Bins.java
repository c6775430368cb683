package dev.millrace.pipeline.spark.report;

import dev.millrace.pipeline.report.Distribution.Scale;
import java.io.Serializable;

/**
 * Fixed bins from low to high. Logarithmic ones begin with a bin for 0 to 1 and are even in log10 from there;
 * so many fine bins make a shown one.
 *
 * @param fine bins from low to high
 * @param shown bins that they are merged into; divides fine
 * @param kind whole numbers that lie close together have a bin each
 */
record Bins(Scale scale, double low, double high, int fine, int shown, Kind kind) implements Serializable {
    private static final int FINE = 600;
    private static final int SHOWN = 30;
    private static final int MOST_WHOLE = 60;
    private static final double LONG_TAIL = 100;

    /** What values are. */
    enum Kind {
        WHOLE,
        FRACTIONAL
    }

    /** Suits values between these, of that kind. */
    static Bins over(double least, double most, Kind kind) {
        if (kind == Kind.WHOLE && most - least < MOST_WHOLE) {
            int values = (int) (most - least) + 1;
            return new Bins(Scale.LINEAR, least, least + values, values, values, kind);
        }
        if (least >= 0 && most >= LONG_TAIL) {
            return new Bins(Scale.LOGARITHMIC, 1, most, FINE, SHOWN, kind);
        }
        return least == most
                ? new Bins(Scale.LINEAR, least, most, 1, 1, kind)
                : new Bins(Scale.LINEAR, least, most, FINE, SHOWN, kind);
    }

    /** Bin of a value: 0 … count() − 1. */
    int index(double value) {
        if (scale == Scale.LOGARITHMIC) {
            if (value < 1) {
                return 0;
            }
            return 1 + within(StrictMath.log10(value) / StrictMath.log10(high));
        }
        return high > low ? within((value - low) / (high - low)) : 0;
    }

    int count() {
        return scale == Scale.LOGARITHMIC ? fine + 1 : fine;
    }

    /** Where a bin begins; that of count() is where the last ends. */
    double edge(int index) {
        if (scale == Scale.LOGARITHMIC) {
            return index == 0 ? 0 : StrictMath.pow(10, (index - 1) * StrictMath.log10(high) / fine);
        }
        return low + (high - low) * index / fine;
    }

    private int within(double share) {
        return Math.max(0, Math.min(fine - 1, (int) Math.floor(share * fine)));
    }
}
