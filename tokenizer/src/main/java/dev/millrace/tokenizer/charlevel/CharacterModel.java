package dev.millrace.tokenizer.charlevel;

import dev.millrace.tokenizer.text.Utf8Buffer;
import java.io.Serializable;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

/**
 * Tokens of which those of one character stand for that character. Immutable.
 *
 * @param vocabulary tokens by id, each once
 * @param unknown token of characters that have none; where the vocabulary lacks it, such characters can't be encoded
 */
public record CharacterModel(List<String> vocabulary, String unknown) implements Serializable {
    /** Hugging Face's name of the token for what is unknown, which a vocabulary may have or lack. */
    public static final String USUAL_UNKNOWN = "<unk>";

    /** @throws IllegalArgumentException if a token occurs twice or is no text */
    public CharacterModel {
        vocabulary = List.copyOf(vocabulary);
        Map<String, Integer> ids = new HashMap<>();
        for (int id = 0; id < vocabulary.size(); id++) {
            if (!Utf8Buffer.isEncodable(vocabulary.get(id))) {
                throw new IllegalArgumentException("token " + id + " holds a surrogate without its partner");
            }
            Integer earlier = ids.put(vocabulary.get(id), id);
            if (earlier != null) {
                throw new IllegalArgumentException(
                        "ids " + earlier + " and " + id + " have the same token \"" + vocabulary.get(id) + "\"");
            }
        }
    }

    /** Id of characters that have none of their own. */
    public OptionalInt unknownId() {
        int id = vocabulary.indexOf(unknown);
        return id < 0 ? OptionalInt.empty() : OptionalInt.of(id);
    }
}
