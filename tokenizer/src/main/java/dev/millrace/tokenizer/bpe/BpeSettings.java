package dev.millrace.tokenizer.bpe;

import dev.millrace.tokenizer.pretoken.WordSplit;
import dev.millrace.tokenizer.text.Normalization;
import java.io.Serializable;

/**
 * How text meets the vocabulary.
 *
 * @param prefixSpace whether a text that doesn't begin with a space is given one, which decoding then shows
 * @param ignoreMerges whether a word that is a token as it stands is that token, whatever the merges make of it
 * @param postProcessor what Hugging Face's tokenizers do with the ids after encoding, as JSON; carried along, never
 *     applied
 */
public record BpeSettings(
        WordSplit split, Normalization normalization, boolean prefixSpace, boolean ignoreMerges, String postProcessor)
        implements Serializable {
    /** JSON of a post-processor that isn't there. */
    public static final String NO_POST_PROCESSOR = "null";

    /** As GPT-2: its split, nothing else. */
    public static BpeSettings gpt2() {
        return of(WordSplit.GPT2);
    }

    public static BpeSettings of(WordSplit split) {
        return new BpeSettings(split, Normalization.NONE, false, false, NO_POST_PROCESSOR);
    }
}
