package dev.millrace.pipeline.report.markup;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.Locale;

/** Numbers as people read them, the same in every locale. */
public final class Numerals {
    private static final String[] BINARY_UNITS = {"B", "KiB", "MiB", "GiB", "TiB", "PiB", "EiB"};
    private static final String[] THOUSANDS = {"", "k", "M", "G", "T", "P", "E"};
    private static final double KIBI = 1024;
    private static final double KILO = 1000;
    private static final double LARGEST_PLAIN = 1e15;
    private static final double SMALLEST_PLAIN = 1e-4;

    private Numerals() {}

    /** {@code 12,345}. */
    public static String count(long value) {
        return String.format(Locale.ROOT, "%,d", value);
    }

    /** {@code 1 document}, {@code 12,345 documents}. */
    public static String count(long value, String singular, String plural) {
        return count(value) + " " + (value == 1 ? singular : plural);
    }

    /** A share as {@code 12.3 %}; what is not nought never shows as such, what is not all never as all. */
    public static String share(double share) {
        if (share > 0 && share < 0.0005) {
            return "< 0.1 %";
        }
        if (share < 1 && share > 0.9995) {
            return "> 99.9 %";
        }
        return String.format(Locale.ROOT, "%.1f %%", 100 * share);
    }

    /** The share of a part in a whole; of nothing, nought. */
    public static double share(long part, long whole) {
        return whole == 0 ? 0 : (double) part / whole;
    }

    /** {@code 3.2 MiB}. */
    public static String bytes(long bytes) {
        double value = bytes;
        int unit = 0;
        while (value >= KIBI && unit < BINARY_UNITS.length - 1) {
            value /= KIBI;
            unit++;
        }
        return unit == 0 ? bytes + " B" : String.format(Locale.ROOT, "%.1f %s", value, BINARY_UNITS[unit]);
    }

    /** Three significant digits and a letter for thousands: {@code 950}, {@code 12.3k}, {@code 4M}. */
    public static String compact(double value) {
        double magnitude = Math.abs(value);
        int unit = 0;
        while (magnitude >= KILO && unit < THOUSANDS.length - 1) {
            magnitude /= KILO;
            unit++;
        }
        if (unit == 0) {
            return significant(value, 3);
        }
        String digits = significant(magnitude, 3);
        return (value < 0 ? "−" : "") + digits + THOUSANDS[unit];
    }

    /** So many significant digits, without trailing noughts: {@code 0.25}, {@code 1,234}, {@code 1.2e-7}. */
    public static String significant(double value, int digits) {
        if (!Double.isFinite(value)) {
            return "–";
        }
        if (value == 0) {
            return "0";
        }
        double magnitude = Math.abs(value);
        if (magnitude >= LARGEST_PLAIN || magnitude < SMALLEST_PLAIN) {
            return String.format(Locale.ROOT, "%." + (digits - 1) + "e", value).replace("-", "−");
        }
        BigDecimal rounded = BigDecimal.valueOf(value);
        if (magnitude >= Math.pow(10, digits)) {
            rounded = rounded.setScale(0, RoundingMode.HALF_EVEN);
        } else {
            rounded = rounded.round(new MathContext(digits, RoundingMode.HALF_EVEN));
        }
        rounded = rounded.stripTrailingZeros();
        int scale = Math.max(0, rounded.scale());
        return String.format(Locale.ROOT, "%,." + scale + "f", rounded).replace("-", "−");
    }

    /** So many decimals. */
    public static String fixed(double value, int decimals) {
        return Double.isFinite(value)
                ? String.format(Locale.ROOT, "%,." + decimals + "f", value).replace("-", "−")
                : "–";
    }

    /** {@code 4.2 s}, {@code 3 min 05 s}, {@code 2 h 07 min}. */
    public static String seconds(double seconds) {
        if (seconds < 60) {
            return String.format(Locale.ROOT, "%.1f s", seconds);
        }
        long whole = Math.round(seconds);
        return whole < 3600
                ? String.format(Locale.ROOT, "%d min %02d s", whole / 60, whole % 60)
                : String.format(Locale.ROOT, "%d h %02d min", whole / 3600, whole % 3600 / 60);
    }
}
