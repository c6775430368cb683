package dev.millrace.tokenizer.model;

import dev.millrace.tokenizer.text.Utf8Buffer;
import java.io.Serializable;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

/** Tokens by id, and ids by token. Immutable. */
public final class Vocabulary implements Serializable {
    private static final long serialVersionUID = 1;

    private final String[] tokens;
    private final transient Map<String, Integer> ids;

    private Vocabulary(String[] tokens) {
        this.tokens = tokens;
        ids = new HashMap<>(2 * tokens.length);
        for (int id = 0; id < tokens.length; id++) {
            if (!Utf8Buffer.isEncodable(tokens[id])) {
                throw new IllegalArgumentException("token " + id + " holds a surrogate without its partner");
            }
            Integer earlier = ids.put(tokens[id], id);
            if (earlier != null) {
                throw new IllegalArgumentException(
                        "ids " + earlier + " and " + id + " have the same token \"" + tokens[id] + "\"");
            }
        }
    }

    /**
     * @param tokens by id
     * @throws IllegalArgumentException if a token occurs twice or is no text
     */
    public static Vocabulary of(List<String> tokens) {
        return new Vocabulary(tokens.toArray(String[]::new));
    }

    public int size() {
        return tokens.length;
    }

    /** @param id from 0 to {@link #size} − 1 */
    public String token(int id) {
        return tokens[id];
    }

    /** By id. */
    public List<String> tokens() {
        return List.of(tokens);
    }

    public OptionalInt idOf(String token) {
        Integer id = ids.get(token);
        return id == null ? OptionalInt.empty() : OptionalInt.of(id);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Vocabulary that && Arrays.equals(tokens, that.tokens);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(tokens);
    }

    private Object readResolve() {
        return new Vocabulary(tokens);
    }
}
