package dev.millrace.tokenizer.sentencepiece;

import dev.millrace.tokenizer.model.TokenModel;
import dev.millrace.tokenizer.trie.DoubleArray;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.TreeMap;

/**
 * SentencePiece's BPE: two neighbours whose texts make a piece are merged, the best score first, of equals the leftmost.
 * Characters that are no piece may still be part of one.
 */
final class BpePieces implements TokenModel {
    private static final long serialVersionUID = 1;
    static final int NONE = -1;

    private final ArrayList<Piece> pieces;
    private final int unknownId;
    private final boolean byteFallback;

    private transient Map<String, Integer> texts;
    private transient Map<String, Integer> reserved;
    private transient int[] byteIds;
    private transient int[] tokens; // by symbol: pieces first, then characters that are none
    private transient DoubleArray characters;
    private transient DoubleArray userDefined;
    private transient PieceMerges merges;

    /** @throws IllegalArgumentException if a piece is not used, which only a restricted vocabulary has */
    BpePieces(ModelFile file) {
        pieces = new ArrayList<>(file.pieces());
        unknownId = file.unknownId();
        byteFallback = file.byteFallback();
        if (!file.ids(PieceType.UNUSED).isEmpty()) {
            throw new IllegalArgumentException("BPE with pieces that are not used is not supported");
        }
        prepare();
    }

    private void prepare() {
        texts = new HashMap<>();
        reserved = new HashMap<>();
        List<String> always = new ArrayList<>();
        byteIds = new int[1 << Byte.SIZE];
        for (int id = 0; id < pieces.size(); id++) {
            Piece piece = pieces.get(id);
            switch (piece.type()) {
                case NORMAL, UNUSED -> texts.put(piece.content(), id);
                case USER_DEFINED -> {
                    texts.put(piece.content(), id);
                    always.add(piece.content());
                }
                case UNKNOWN, CONTROL -> reserved.put(piece.content(), id);
                case BYTE -> {
                    reserved.put(piece.content(), id);
                    byteIds[Integer.parseInt(piece.content().substring(3, 5), 16)] = id;
                }
            }
        }
        Map<String, Integer> symbols = symbols();
        characters = trie(symbols, text -> text.codePointCount(0, text.length()) == 1);
        Map<String, Integer> whole = new HashMap<>(texts);
        whole.keySet().retainAll(always);
        userDefined = trie(whole, text -> true);
        merges = PieceMerges.of(texts, symbols, pieces);
    }

    /** Number of every text that may take part in a merge. */
    private Map<String, Integer> symbols() {
        Map<String, Integer> symbols = new HashMap<>(texts);
        List<Integer> tokensOfCharacters = new ArrayList<>();
        new TreeMap<>(texts)
                .keySet()
                .forEach(text -> text.codePoints().mapToObj(Character::toString).forEach(character -> {
                    if (symbols.putIfAbsent(character, pieces.size() + tokensOfCharacters.size()) == null) {
                        tokensOfCharacters.add(reserved.getOrDefault(character, unknownId));
                    }
                }));
        tokens = new int[pieces.size() + tokensOfCharacters.size()];
        for (int symbol = 0; symbol < tokens.length; symbol++) {
            tokens[symbol] = symbol < pieces.size()
                    ? reserved.getOrDefault(pieces.get(symbol).content(), symbol)
                    : tokensOfCharacters.get(symbol - pieces.size());
        }
        return symbols;
    }

    private static DoubleArray trie(Map<String, Integer> numbers, java.util.function.Predicate<String> wanted) {
        TreeMap<byte[], Integer> sorted = new TreeMap<>(Arrays::compareUnsigned);
        numbers.forEach((text, number) -> {
            if (wanted.test(text)) {
                sorted.put(text.getBytes(StandardCharsets.UTF_8), number);
            }
        });
        return DoubleArray.of(
                new ArrayList<>(sorted.keySet()),
                sorted.values().stream().mapToInt(Integer::intValue).toArray());
    }

    private void readObject(ObjectInputStream in) throws IOException, ClassNotFoundException {
        in.defaultReadObject();
        prepare();
    }

    @Override
    public int size() {
        return pieces.size();
    }

    @Override
    public String token(int id) {
        return pieces.get(id).content();
    }

    @Override
    public OptionalInt idOf(String token) {
        Integer id = reserved.getOrDefault(token, texts.get(token));
        return id == null ? OptionalInt.empty() : OptionalInt.of(id);
    }

    @Override
    public WordTokens newWordTokens() {
        return new BpePieceWords(this);
    }

    PieceMerges merges() {
        return merges;
    }

    /** Symbol of a character; {@value #NONE} if it is in no piece. */
    int symbolOf(byte[] utf8, int from, int to) {
        return characters.valueOf(utf8, from, to);
    }

    DoubleArray userDefined() {
        return userDefined;
    }

    /** Token that a symbol ends as. */
    int token(boolean known, int symbol) {
        return known ? tokens[symbol] : unknownId;
    }

    int unknownId() {
        return unknownId;
    }

    /** Token of a byte of an unknown character; {@value #NONE} if such a character is one token. */
    int idOfByte(byte value) {
        return byteFallback ? byteIds[value & 0xFF] : NONE;
    }
}
