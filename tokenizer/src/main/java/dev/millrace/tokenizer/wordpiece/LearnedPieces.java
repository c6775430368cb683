package dev.millrace.tokenizer.wordpiece;

import dev.millrace.tokenizer.bpe.MergeVocabulary;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

/** Tokens as they are learned: special ones, characters, characters that continue a word, then what merges yield. */
final class LearnedPieces implements MergeVocabulary {
    private static final int NONE = -1;

    private final String prefix;
    private final List<String> tokens = new ArrayList<>();
    private final Map<String, Integer> ids = new HashMap<>();
    private final Map<Integer, Integer> beginning = new HashMap<>(); // by code point
    private final Map<Integer, Integer> continuing = new HashMap<>();
    private int[] lengths = new int[1 << 10]; // by id
    private int[] part = new int[16];

    LearnedPieces(WordPieceTrainer.Settings settings, PieceAlphabet alphabet) {
        prefix = settings.model().continuingPrefix();
        settings.specialTokens().forEach(token -> append(token, 0));
        for (PieceAlphabet.Letter letter : alphabet.letters()) {
            addLetter(letter.codePoint(), "", beginning);
        }
        for (PieceAlphabet.Letter letter : alphabet.letters()) {
            if (letter.continues()) {
                addLetter(letter.codePoint(), prefix, continuing);
            }
        }
    }

    /** Receives the tokens of a part of a word. */
    @FunctionalInterface
    interface PartVisitor {
        void visit(int[] ids, int size);
    }

    int size() {
        return tokens.size();
    }

    List<String> tokens() {
        return tokens;
    }

    /** Visits the parts of a word that have tokens for all their characters; none of a word that is too long. */
    void forEachPart(byte[] word, int longestWord, PartVisitor visitor) {
        int[] characters = new String(word, StandardCharsets.UTF_8).codePoints().toArray();
        if (characters.length > longestWord) {
            return;
        }
        if (part.length < characters.length) {
            part = new int[characters.length];
        }
        int size = 0;
        for (int i = 0; i < characters.length; i++) {
            int id = (i == 0 ? beginning : continuing).getOrDefault(characters[i], NONE);
            if (id != NONE) {
                part[size++] = id;
            }
            if (size > 0 && (id == NONE || i + 1 == characters.length)) {
                visitor.visit(part, size);
                size = 0;
            }
        }
    }

    @Override
    public int length(int id) {
        return lengths[id];
    }

    @Override
    public OptionalInt merge(int left, int right) {
        String token = tokens.get(left) + tokens.get(right).substring(prefix.length());
        int length = lengths[left] + lengths[right];
        Integer known = ids.get(token);
        if (known == null) {
            return OptionalInt.of(append(token, length));
        }
        // a special token is never made of text, nor is one that begins a word but reads as if it continued one
        return lengths[known] == length ? OptionalInt.of(known) : OptionalInt.empty();
    }

    private void addLetter(int codePoint, String before, Map<Integer, Integer> letters) {
        String token = before + Character.toString(codePoint);
        Integer known = ids.get(token);
        if (known == null) {
            letters.put(codePoint, append(token, 1));
        } else if (lengths[known] == 1) {
            // without a prefix both are one
            letters.put(codePoint, known);
        }
    }

    private int append(String token, int length) {
        if (tokens.size() == lengths.length) {
            lengths = Arrays.copyOf(lengths, 2 * lengths.length);
        }
        lengths[tokens.size()] = length;
        ids.put(token, tokens.size());
        tokens.add(token);
        return tokens.size() - 1;
    }
}
