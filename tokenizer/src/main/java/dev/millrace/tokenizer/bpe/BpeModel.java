package dev.millrace.tokenizer.bpe;

import dev.millrace.tokenizer.text.ByteSpelling;
import dev.millrace.tokenizer.text.Utf8Buffer;
import java.io.Serializable;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** A vocabulary and its merges, checked against each other. Immutable. */
public final class BpeModel implements Serializable {
    private static final long serialVersionUID = 1;
    private static final int BYTES = 256;
    private static final byte[] NO_BYTES = {};
    /** Id of a byte that has no token. */
    static final int NO_ID = -1;

    private final String[] vocabulary;
    private final int[] left;
    private final int[] right;
    private final int[] merged;
    private final int[] byteIds;

    private BpeModel(String[] vocabulary, int[] left, int[] right, int[] merged, int[] byteIds) {
        this.vocabulary = vocabulary;
        this.left = left;
        this.right = right;
        this.merged = merged;
        this.byteIds = byteIds;
    }

    /**
     * @param vocabulary tokens by id, spelled as {@link ByteSpelling} does; every single byte that occurs in UTF-8 among
     *     them
     * @param left ids of the merges' left tokens, the first merge first
     * @param right ids of the merges' right tokens
     * @throws IllegalArgumentException if a token occurs twice, such a byte has no token, or a merge repeats another or
     *     yields no token
     */
    public static BpeModel of(List<String> vocabulary, int[] left, int[] right) {
        String[] tokens = vocabulary.toArray(String[]::new);
        Map<String, Integer> ids = ids(tokens);
        return new BpeModel(tokens, left.clone(), right.clone(), merged(tokens, ids, left, right), byteIds(ids));
    }

    /**
     * A model whose merges follow from the order of its tokens, as tiktoken's do.
     *
     * @param vocabulary tokens by rank, which is their id, spelled as {@link ByteSpelling} does
     * @throws IllegalArgumentException if a token occurs twice or a byte has no token
     */
    public static BpeModel ofRanks(List<String> vocabulary) {
        RankedMerges merges = new RankedMerges(vocabulary, ids(vocabulary.toArray(String[]::new)));
        return of(vocabulary, merges.left(), merges.right());
    }

    private static Map<String, Integer> ids(String[] tokens) {
        Map<String, Integer> ids = new HashMap<>();
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
        return ids;
    }

    private static int[] merged(String[] tokens, Map<String, Integer> ids, int[] left, int[] right) {
        PairRanks seen = new PairRanks(left.length);
        int[] merged = new int[left.length];
        for (int rank = 0; rank < left.length; rank++) {
            String token = tokens[left[rank]] + tokens[right[rank]];
            Integer id = ids.get(token);
            if (id == null) {
                throw new IllegalArgumentException(
                        "merge " + rank + " yields \"" + token + "\", which is not in the vocabulary");
            }
            int earlier = seen.rank(left[rank], right[rank]);
            if (earlier != PairRanks.NONE) {
                throw new IllegalArgumentException("merge " + rank + " repeats merge " + earlier);
            }
            seen.put(left[rank], right[rank], rank);
            merged[rank] = id;
        }
        return merged;
    }

    private static int[] byteIds(Map<String, Integer> ids) {
        int[] byteIds = new int[BYTES];
        for (int value = 0; value < BYTES; value++) {
            String spelled = String.valueOf(ByteSpelling.character((byte) value));
            Integer id = ids.get(spelled);
            if (id == null && occursInUtf8(value)) {
                throw new IllegalArgumentException(String.format(
                        Locale.ROOT, "byte 0x%02X (\"%s\") has no token in the vocabulary", value, spelled));
            }
            byteIds[value] = id == null ? NO_ID : id;
        }
        return byteIds;
    }

    // text never has these bytes, and some vocabularies leave them out
    private static boolean occursInUtf8(int value) {
        return value != 0xC0 && value != 0xC1 && value < 0xF5;
    }

    /** Number of tokens, added ones that stand outside the vocabulary not counted. */
    public int size() {
        return vocabulary.length;
    }

    /** Spelled token of the id. */
    public String token(int id) {
        return vocabulary[id];
    }

    /** Number of merges. */
    public int merges() {
        return left.length;
    }

    /** Id of the left token of the merge. */
    public int left(int rank) {
        return left[rank];
    }

    /** Id of the right token of the merge. */
    public int right(int rank) {
        return right[rank];
    }

    /** Ids of the tokens that the merges yield, by rank. */
    int[] merged() {
        return merged;
    }

    static IllegalArgumentException lacks(byte value) {
        return new IllegalArgumentException(String.format(
                Locale.ROOT, "byte 0x%02X has no token in the vocabulary, as text never has it", value & 0xFF));
    }

    /** {@link #NO_ID} for some bytes that don't occur in UTF-8. */
    int idOfByte(byte value) {
        return byteIds[value & 0xFF];
    }

    /** Ids of the token's bytes; none if it is no spelling of bytes that have tokens. */
    int[] byteIds(int id) {
        byte[] bytes = ByteSpelling.bytes(vocabulary[id]).orElse(NO_BYTES);
        int[] ids = new int[bytes.length];
        for (int i = 0; i < ids.length; i++) {
            ids[i] = idOfByte(bytes[i]);
            if (ids[i] == NO_ID) {
                return new int[0];
            }
        }
        return ids;
    }

    PairRanks ranks() {
        PairRanks ranks = new PairRanks(left.length);
        for (int rank = 0; rank < left.length; rank++) {
            ranks.put(left[rank], right[rank], rank);
        }
        return ranks;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof BpeModel that
                && Arrays.equals(vocabulary, that.vocabulary)
                && Arrays.equals(left, that.left)
                && Arrays.equals(right, that.right);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(vocabulary) * 31 + Arrays.hashCode(left);
    }
}
