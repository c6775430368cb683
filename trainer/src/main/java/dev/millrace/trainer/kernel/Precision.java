package dev.millrace.trainer.kernel;

/** What the operands of a float32 model's large products are rounded to; sums and all else stay float32. */
public enum Precision {
    /** Nothing. */
    FLOAT32,
    /** 8 bits of significand, the exponents of float32; needs oneDNN and a processor with AVX512_BF16 or AMX. */
    BFLOAT16
}
