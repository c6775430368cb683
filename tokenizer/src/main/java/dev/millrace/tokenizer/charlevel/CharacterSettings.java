package dev.millrace.tokenizer.charlevel;

import dev.millrace.tokenizer.text.Normalization;
import java.io.Serializable;

/**
 * How text meets the vocabulary.
 *
 * @param postProcessor what Hugging Face's tokenizers do with the ids after encoding, as JSON; carried along, never
 *     applied
 */
public record CharacterSettings(Normalization normalization, String postProcessor) implements Serializable {
    /** Text as it is. */
    public static CharacterSettings plain() {
        return new CharacterSettings(Normalization.NONE, "null");
    }
}
