package dev.millrace.pipeline.pii;

/** Checksums of numbers written as digits. */
final class Digits {
    private static final int[][] VERHOEFF = {
        {0, 1, 2, 3, 4, 5, 6, 7, 8, 9}, {1, 2, 3, 4, 0, 6, 7, 8, 9, 5},
        {2, 3, 4, 0, 1, 7, 8, 9, 5, 6}, {3, 4, 0, 1, 2, 8, 9, 5, 6, 7},
        {4, 0, 1, 2, 3, 9, 5, 6, 7, 8}, {5, 9, 8, 7, 6, 0, 4, 3, 2, 1},
        {6, 5, 9, 8, 7, 1, 0, 4, 3, 2}, {7, 6, 5, 9, 8, 2, 1, 0, 4, 3},
        {8, 7, 6, 5, 9, 3, 2, 1, 0, 4}, {9, 8, 7, 6, 5, 4, 3, 2, 1, 0}
    };
    private static final int[] VERHOEFF_STEP = {1, 5, 7, 6, 2, 8, 3, 0, 9, 4};

    private Digits() {}

    static boolean is(char c) {
        return c >= '0' && c <= '9';
    }

    static int at(CharSequence digits, int i) {
        return digits.charAt(i) - '0';
    }

    /** Every second digit from the right doubled, nines cast out: the sum is a multiple of 10. */
    static boolean luhn(CharSequence digits) {
        int sum = 0;
        for (int i = 0; i < digits.length(); i++) {
            int digit = at(digits, digits.length() - 1 - i);
            int doubled = i % 2 == 0 ? digit : 2 * digit;
            sum += doubled > 9 ? doubled - 9 : doubled;
        }
        return sum % 10 == 0;
    }

    static int weighted(CharSequence digits, int... weights) {
        int sum = 0;
        for (int i = 0; i < weights.length; i++) {
            sum += at(digits, i) * weights[i];
        }
        return sum;
    }

    /** The remainder by 97 of digits and letters, A to Z standing for 10 to 35. */
    static int mod97(CharSequence text, int start) {
        int remainder = start;
        for (int i = 0; i < text.length(); i++) {
            int value = Character.digit(text.charAt(i), 36);
            remainder = (value > 9 ? remainder * 100 + value : remainder * 10 + value) % 97;
        }
        return remainder;
    }

    /** ISO 7064 MOD 11,10 with the last digit as the check. */
    static boolean mod11And10(CharSequence digits) {
        int product = 10;
        for (int i = 0; i < digits.length() - 1; i++) {
            int sum = (at(digits, i) + product) % 10;
            product = 2 * (sum == 0 ? 10 : sum) % 11;
        }
        return (11 - product) % 10 == at(digits, digits.length() - 1);
    }

    /** Verhoeff's dihedral check. */
    static boolean verhoeff(CharSequence digits) {
        int check = 0;
        for (int i = 0; i < digits.length(); i++) {
            int digit = at(digits, digits.length() - 1 - i);
            for (int step = 0; step < i % 8; step++) {
                digit = VERHOEFF_STEP[digit];
            }
            check = VERHOEFF[check][digit];
        }
        return check == 0;
    }

    static boolean isDate(int month, int day) {
        return month >= 1 && month <= 12 && day >= 1 && day <= 31;
    }

    static int number(CharSequence digits, int from, int to) {
        int number = 0;
        for (int i = from; i < to; i++) {
            number = number * 10 + at(digits, i);
        }
        return number;
    }

    static boolean allSame(CharSequence digits) {
        return digits.chars().distinct().count() == 1;
    }
}
