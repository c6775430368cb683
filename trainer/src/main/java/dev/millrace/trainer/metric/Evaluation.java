package dev.millrace.trainer.metric;

import dev.millrace.tokenizer.shard.ShardManifest;
import dev.millrace.trainer.loop.TrainingStep;
import java.io.Serializable;

/**
 * A model's loss over a split, or over its first sequences.
 *
 * @param loss nats a predicted token, the mean over all of them
 * @param tokens predicted: every token of the sequences but the first of each packing bin, filling left out
 * @param sequences evaluated
 * @param ofSequences that the split has; as many as {@code sequences} when the whole split was evaluated
 * @param bytesPerToken UTF-8 bytes of text a token of the split, one end-of-text token a document among the tokens
 * @param unigramEntropy of the split's tokens, nats a token: the loss of a model that knows frequencies only
 */
public record Evaluation(
        double loss, long tokens, long sequences, long ofSequences, double bytesPerToken, double unigramEntropy)
        implements Serializable {

    static Evaluation of(TrainingStep.Loss loss, long sequences, ShardManifest.Split split) {
        if (loss.tokens() == 0) {
            throw new IllegalArgumentException("Invalid split: " + sequences + " sequences hold no token to predict");
        }
        return new Evaluation(
                loss.mean(),
                loss.tokens(),
                sequences,
                split.sequences(),
                (double) split.textBytes() / split.tokens(),
                split.unigramEntropy());
    }

    /** e^loss. */
    public double perplexity() {
        return StrictMath.exp(loss);
    }

    /**
     * loss · (tokens / bytes) / ln 2, with tokens and bytes of the whole split. A bin's first token, which nothing
     * predicts, counts as if it cost the mean; the end of a document costs nats but adds no byte.
     */
    public double bitsPerByte() {
        return loss / (bytesPerToken * StrictMath.log(2));
    }

    /** Bits a byte that the unigram entropy amounts to. */
    public double unigramBitsPerByte() {
        return unigramEntropy / (bytesPerToken * StrictMath.log(2));
    }
}
