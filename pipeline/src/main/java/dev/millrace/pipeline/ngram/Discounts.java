package dev.millrace.pipeline.ngram;

import java.util.Optional;

/**
 * What modified Kneser–Ney smoothing takes from the counts of one order (Chen and Goodman, 1998, equation 26): from a
 * count of 1, of 2, and of 3 or more.
 */
public record Discounts(double one, double two, double more) {
    public Discounts {
        check("one", one, 1);
        check("two", two, 2);
        check("more", more, 3);
    }

    private static void check(String name, double value, int most) {
        if (!(value >= 0 && value <= most)) {
            throw new IllegalArgumentException(
                    "Invalid discount " + name + ": " + value + " (must be from 0 to " + most + ")");
        }
    }

    /** Where counts of counts don't give any: ½, 1, 1½, as KenLM has it. */
    public static Discounts fallback() {
        return new Discounts(.5, 1, 1.5);
    }

    /**
     * D(c) = c − (c + 1) · Y · n(c+1) / n(c), Y = n(1) / (n(1) + 2 n(2)), for c = 1, 2, 3.
     *
     * @param n n[c] is the number of n-grams whose count is c, for c = 1 … 4
     * @return absent where one of them is nought or a discount falls out of its range
     */
    public static Optional<Discounts> of(long[] n) {
        if (n[1] == 0 || n[2] == 0 || n[3] == 0) {
            return Optional.empty();
        }
        double y = n[1] / (n[1] + 2.0 * n[2]);
        double[] discount = new double[4];
        for (int c = 1; c <= 3; c++) {
            discount[c] = c - (c + 1) * y * n[c + 1] / n[c];
            if (!(discount[c] >= 0 && discount[c] <= c)) {
                return Optional.empty();
            }
        }
        return Optional.of(new Discounts(discount[1], discount[2], discount[3]));
    }

    /** What is taken from this count. */
    public double of(long count) {
        return count == 0 ? 0 : count == 1 ? one : count == 2 ? two : more;
    }
}
