package dev.millrace.tokenizer.bpe;

import dev.millrace.tokenizer.text.ByteSpelling;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

/** Tokens and merges as they are learned: special tokens, the byte alphabet, then what merges yield. */
final class LearnedVocabulary implements MergeVocabulary {
    private final List<String> tokens = new ArrayList<>();
    private final Map<String, Integer> ids = new HashMap<>();
    private final int[] byteIds = new int[1 << Byte.SIZE];
    private final int specialTokens;
    private int[] lengths = new int[1 << 10];
    private int[] left = new int[1 << 10];
    private int[] right = new int[1 << 10];
    private int merges;

    LearnedVocabulary(List<String> specialTokens) {
        specialTokens.forEach(this::append);
        this.specialTokens = specialTokens.size();
        for (byte value : ByteSpelling.alphabet()) {
            byteIds[value & 0xFF] = append(String.valueOf(ByteSpelling.character(value)));
        }
    }

    int size() {
        return tokens.size();
    }

    int idOfByte(byte value) {
        return byteIds[value & 0xFF];
    }

    /** Bytes that the token stands for. */
    @Override
    public int length(int id) {
        return lengths[id];
    }

    /** Records the merge of two tokens; empty if it would spell a special token, which text never becomes. */
    @Override
    public OptionalInt merge(int leftId, int rightId) {
        String token = tokens.get(leftId) + tokens.get(rightId);
        Integer known = ids.get(token);
        if (known != null && known < specialTokens) {
            return OptionalInt.empty();
        }
        if (merges == left.length) {
            left = Arrays.copyOf(left, 2 * merges);
            right = Arrays.copyOf(right, 2 * merges);
        }
        left[merges] = leftId;
        right[merges] = rightId;
        merges++;
        // two merges may spell the same token
        return OptionalInt.of(known == null ? append(token) : known);
    }

    BpeModel model() {
        return BpeModel.of(tokens, Arrays.copyOf(left, merges), Arrays.copyOf(right, merges));
    }

    private int append(String token) {
        if (tokens.size() == lengths.length) {
            lengths = Arrays.copyOf(lengths, 2 * lengths.length);
        }
        lengths[tokens.size()] = token.length();
        ids.put(token, tokens.size());
        tokens.add(token);
        return tokens.size() - 1;
    }
}
