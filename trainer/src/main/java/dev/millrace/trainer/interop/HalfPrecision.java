package dev.millrace.trainer.interop;

/** IEEE 754 binary16: 1 sign bit, 5 exponent bits (bias 15), 10 fraction bits. */
final class HalfPrecision {
    private static final int FRACTION_BITS = 10;
    private static final int FRACTION_MASK = 0x3ff;
    private static final int EXPONENT_MASK = 0x1f;
    private static final int BIAS_DIFFERENCE = 127 - 15;
    private static final float SUBNORMAL_UNIT = 0x1p-24f;

    private HalfPrecision() {}

    static float toFloat(short half) {
        int sign = (half & 0x8000) << 16;
        int exponent = (half >>> FRACTION_BITS) & EXPONENT_MASK;
        int fraction = half & FRACTION_MASK;
        if (exponent == 0) {
            return Math.copySign(fraction * SUBNORMAL_UNIT, Float.intBitsToFloat(sign | 0x3f800000));
        }
        int wide = exponent == EXPONENT_MASK ? 0xff : exponent + BIAS_DIFFERENCE;
        return Float.intBitsToFloat(sign | wide << 23 | fraction << 13);
    }
}
