package dev.millrace.tokenizer.unigram;

/** Whose arithmetic decides between pieces that are almost equally likely. */
public enum Convention {
    /** Sums in single precision, compared before they are rounded, as the C++ of SentencePiece does. */
    SENTENCEPIECE(Math.scalb(1.0, -24)),
    /** Sums in double precision; a run of unknown characters that is a token after all becomes it. */
    HUGGING_FACE(Math.scalb(1.0, -53));

    private final double roundingError;

    Convention(double roundingError) {
        this.roundingError = roundingError;
    }

    /** Largest error of a rounded number, relative to it. */
    double roundingError() {
        return roundingError;
    }

    double round(double sum) {
        return this == SENTENCEPIECE ? (float) sum : sum;
    }
}
