package dev.millrace.tokenizer.composed;

import dev.millrace.tokenizer.added.AddedToken;
import dev.millrace.tokenizer.model.TokenModel;
import dev.millrace.tokenizer.normalizer.NormalizedText;
import dev.millrace.tokenizer.normalizer.Normalizer;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;

/** The tokens of a model and the added ones together: contents by id, ids by content. */
final class TokenContents {
    private final TokenModel model;
    private final Map<Integer, String> addedById = new HashMap<>();
    private final Map<Integer, String> decodedById = new HashMap<>();
    private final Map<String, Integer> addedByContent = new HashMap<>();
    private final Set<String> special = new HashSet<>();
    private int size;

    TokenContents(TokenModel model, List<AddedToken> added, Normalizer normalizer) {
        this.model = model;
        NormalizedText normalized = NormalizedText.unaligned();
        size = model.size();
        for (AddedToken token : added) {
            OptionalInt known = model.idOf(token.content());
            if (known.isPresent() && known.getAsInt() != token.id()) {
                throw new IllegalArgumentException("added token \"" + token.content() + "\" has the id " + token.id()
                        + ", but the vocabulary has it at " + known.getAsInt());
            }
            if (known.isEmpty() && token.id() < model.size()) {
                throw new IllegalArgumentException("added token \"" + token.content() + "\" has the id " + token.id()
                        + ", which \"" + model.token(token.id()) + "\" has already");
            }
            String earlier = addedById.put(token.id(), token.content());
            if (earlier != null && !earlier.equals(token.content())) {
                throw new IllegalArgumentException("added tokens \"" + earlier + "\" and \"" + token.content()
                        + "\" have the same id " + token.id());
            }
            Integer other = addedByContent.put(token.content(), token.id());
            if (other != null && other != token.id()) {
                throw new IllegalArgumentException(
                        "added token \"" + token.content() + "\" has the ids " + other + " and " + token.id());
            }
            if (token.normalized()) {
                normalized.reset(token.content());
                normalizer.normalize(normalized);
                decodedById.put(token.id(), normalized.toString());
            }
            if (token.special()) {
                special.add(token.content());
            }
            size = Math.max(size, token.id() + 1);
        }
    }

    int size() {
        return size;
    }

    OptionalInt idOf(String content) {
        Integer added = addedByContent.get(content);
        return added == null ? model.idOf(content) : OptionalInt.of(added);
    }

    String token(int id) {
        String added = addedById.get(id);
        if (added != null) {
            return added;
        }
        if (id < 0 || id >= model.size()) {
            throw new IllegalArgumentException(
                    "Invalid token id: " + id + " (must be that of a token, from 0 to " + (size - 1) + ")");
        }
        return model.token(id);
    }

    /** Content of a token of the model's, as an encoding shows it. */
    String token(int id, byte[] utf8, int from, int to) {
        return model.token(id, utf8, from, to);
    }

    /** What decoding begins with: of an added token that is looked for in normalised text, the normalised content. */
    String decoded(int id) {
        String normalized = decodedById.get(id);
        return normalized == null ? token(id) : normalized;
    }

    /** Whether tokens of this content are markup rather than text. */
    boolean isSpecial(String content) {
        return special.contains(content);
    }
}
