package dev.millrace.tokenizer.unigram;

import dev.millrace.tokenizer.model.TokenModel;
import dev.millrace.tokenizer.trie.DoubleArray;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeMap;

/**
 * A vocabulary in which a word becomes the pieces whose probabilities have the largest product. A character that no
 * piece covers is unknown, ten nats less likely than the least likely piece; such characters in a row are one token, or
 * those of their bytes.
 */
public final class UnigramModel implements TokenModel {
    private static final long serialVersionUID = 1;
    private static final double UNKNOWN_PENALTY = 10;
    private static final int BYTES = 256;
    /** What SentencePiece's authors recommend. */
    public static final double USUAL_ALPHA = 0.1;

    static final int NONE = -1;

    private final ArrayList<UnigramPiece> pieces;
    private final int unknownId;
    private final boolean byteFallback;
    private final Convention convention;
    private final double alpha;

    private transient Map<String, Integer> ids;
    private transient DoubleArray trie;
    private transient double[] scores;
    private transient double unknownScore;
    private transient int[] byteIds;
    private transient Boundary boundary;
    private transient int longest;

    /**
     * @param pieces by id; of several texts that are the same the last one counts
     * @param unknownId id of the token for what no piece covers
     * @param byteFallback whether the pieces {@code <0x00>} to {@code <0xFF>} stand for unknown bytes, where the
     *     vocabulary has those that are needed
     * @throws IllegalArgumentException if the unknown token is missing or no piece is text
     */
    public UnigramModel(List<UnigramPiece> pieces, int unknownId, boolean byteFallback, Convention convention) {
        this(pieces, unknownId, byteFallback, convention, USUAL_ALPHA);
    }

    private UnigramModel(
            List<UnigramPiece> pieces, int unknownId, boolean byteFallback, Convention convention, double alpha) {
        if (!(alpha >= 0 && alpha < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("Invalid alpha: " + alpha + " (must be >= 0)");
        }
        if (unknownId < 0 || unknownId >= pieces.size()) {
            throw new IllegalArgumentException("Invalid id of the unknown token: " + unknownId
                    + " (must be that of one of " + pieces.size() + " pieces)");
        }
        this.pieces = new ArrayList<>(pieces);
        this.unknownId = unknownId;
        this.byteFallback = byteFallback;
        this.convention = convention;
        this.alpha = alpha;
        prepare();
    }

    private void prepare() {
        ids = new HashMap<>();
        TreeMap<byte[], Integer> texts = new TreeMap<>(Arrays::compareUnsigned);
        double least = Double.POSITIVE_INFINITY;
        double most = Float.MIN_NORMAL;
        for (int id = 0; id < pieces.size(); id++) {
            UnigramPiece piece = pieces.get(id);
            ids.put(piece.content(), id);
            if (piece.role() != UnigramPiece.Role.RESERVED && !piece.content().isEmpty()) {
                texts.put(piece.content().getBytes(StandardCharsets.UTF_8), id);
            }
            boolean text = piece.role() == UnigramPiece.Role.TEXT;
            if (text || convention == Convention.HUGGING_FACE) {
                least = Math.min(least, piece.score());
            }
            if (text) {
                most = Math.max(most, piece.score());
            }
        }
        if (texts.isEmpty()) {
            throw new IllegalArgumentException("Invalid vocabulary: no piece is text");
        }
        unknownScore = convention.round((least == Double.POSITIVE_INFINITY ? 0 : least) - UNKNOWN_PENALTY);
        List<byte[]> keys = new ArrayList<>(texts.keySet());
        trie = DoubleArray.of(
                keys, texts.values().stream().mapToInt(Integer::intValue).toArray());
        boundary = Boundary.of(keys);
        longest = keys.stream().mapToInt(key -> key.length).max().orElse(1);
        scores = new double[pieces.size()];
        for (int id = 0; id < scores.length; id++) {
            scores[id] = score(pieces.get(id), (float) most);
        }
        byteIds = byteFallback ? byteIds() : new int[0];
    }

    private static double score(UnigramPiece piece, float most) {
        int length = piece.content().getBytes(StandardCharsets.UTF_8).length;
        return piece.role() == UnigramPiece.Role.ALWAYS ? length * most - 0.1 : piece.score();
    }

    private int[] byteIds() {
        int[] found = new int[BYTES];
        for (int value = 0; value < BYTES; value++) {
            found[value] = ids.getOrDefault(String.format("<0x%02X>", value), NONE);
        }
        return found;
    }

    private void readObject(ObjectInputStream in) throws IOException, ClassNotFoundException {
        in.defaultReadObject();
        prepare();
    }

    /** The same, in which no text becomes pieces of these contents, such as markup. */
    public UnigramModel reserving(Collection<String> contents) {
        Set<String> reserved = Set.copyOf(contents);
        return new UnigramModel(
                pieces.stream()
                        .map(piece -> reserved.contains(piece.content())
                                ? new UnigramPiece(piece.content(), piece.score(), UnigramPiece.Role.RESERVED)
                                : piece)
                        .toList(),
                unknownId,
                byteFallback,
                convention,
                alpha);
    }

    /**
     * The same, with another sharpness of splits drawn at random: a split is drawn with a probability in proportion to
     * its own to the power of alpha. With 0 all are equally likely.
     *
     * @param other from 0; {@value #USUAL_ALPHA} unless told otherwise
     */
    public UnigramModel withAlpha(double other) {
        return new UnigramModel(pieces, unknownId, byteFallback, convention, other);
    }

    /** How sharp the splits are that are drawn at random. */
    public double alpha() {
        return alpha;
    }

    /** The vocabulary, by id. */
    public List<UnigramPiece> pieces() {
        return List.copyOf(pieces);
    }

    public int unknownId() {
        return unknownId;
    }

    /** Whether unknown characters become the tokens of their bytes. */
    public boolean hasByteFallback() {
        return byteFallback;
    }

    public Convention convention() {
        return convention;
    }

    @Override
    public int size() {
        return pieces.size();
    }

    @Override
    public String token(int id) {
        return pieces.get(id).content();
    }

    /** What is unknown is shown as it is, as Hugging Face's tokenizers do. */
    @Override
    public String token(int id, byte[] utf8, int from, int to) {
        return id == unknownId ? new String(utf8, from, to - from, StandardCharsets.UTF_8) : token(id);
    }

    @Override
    public OptionalInt idOf(String token) {
        Integer id = ids.get(token);
        return id == null ? OptionalInt.empty() : OptionalInt.of(id);
    }

    @Override
    public WordTokens newWordTokens() {
        return new UnigramWords(this);
    }

    @Override
    public Optional<WordTokens> newSampledWordTokens(long seed) {
        return Optional.of(new SampledWords(this, seed));
    }

    DoubleArray trie() {
        return trie;
    }

    /** By id, for a piece that is text. */
    double[] scores() {
        return scores;
    }

    double unknownScore() {
        return unknownScore;
    }

    Boundary boundary() {
        return boundary;
    }

    /** Bytes of the longest piece. */
    int longest() {
        return longest;
    }

    /** Id of the token for a byte; {@value #NONE} if unknown bytes have none. */
    int idOfByte(byte value) {
        return byteFallback ? byteIds[value & 0xFF] : NONE;
    }

    /** Id of the text that is exactly this; {@value #NONE} if there is none. */
    int idOf(byte[] utf8, int from, int to) {
        return trie.valueOf(utf8, from, to);
    }
}
