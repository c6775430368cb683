package dev.millrace.trainer.objective;

/** What becomes of a token that is to be predicted. */
enum Corruption {
    /** The mask for 80 %, a random token for 10 %, itself for 10 %. Source: BERT. */
    MOSTLY_MASK,
    /** The mask always. Source: ELECTRA. */
    MASK;

    private static final double MASKED = .8;
    private static final double MASKED_OR_RANDOM = .9;

    /** An outcome to be applied to one token or to a whole span. */
    int fate(Draws draws) {
        double u = this == MASK ? 0 : draws.next();
        if (u < MASKED) {
            return 0;
        }
        return u < MASKED_OR_RANDOM ? 1 : 2;
    }

    /** The id that stands in the token's place. */
    static int apply(int fate, int id, MaskTokens tokens, Draws draws) {
        return switch (fate) {
            case 0 -> tokens.mask();
            case 1 -> draws.below(tokens.vocabularySize());
            default -> id;
        };
    }
}
