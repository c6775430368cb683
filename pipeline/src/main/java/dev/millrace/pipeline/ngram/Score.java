package dev.millrace.pipeline.ngram;

/**
 * How likely a model finds a text.
 *
 * @param log10 sum of the tokens' log10 probabilities, each sequence's end among the tokens
 * @param tokens ends of sequences included
 * @param unknown tokens that the model does not know
 * @param log10Unknown their part of the sum
 */
public record Score(double log10, long tokens, long unknown, double log10Unknown) {
    /** Of no text. */
    public static Score none() {
        return new Score(0, 0, 0, 0);
    }

    public Score plus(Score other) {
        return new Score(
                log10 + other.log10, tokens + other.tokens, unknown + other.unknown, log10Unknown + other.log10Unknown);
    }

    /** 10^(−log10 / tokens); NaN without tokens. */
    public double perplexity() {
        return perplexity(log10, tokens);
    }

    /** The same over the tokens that are known. */
    public double perplexityOfKnown() {
        return perplexity(log10 - log10Unknown, tokens - unknown);
    }

    /** Bits that the text costs. */
    public double bits() {
        return -log10 / StrictMath.log10(2);
    }

    private static double perplexity(double log10, long tokens) {
        return tokens == 0 ? Double.NaN : StrictMath.pow(10, -log10 / tokens);
    }
}
