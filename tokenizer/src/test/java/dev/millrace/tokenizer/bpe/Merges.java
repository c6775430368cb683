package dev.millrace.tokenizer.bpe;

import dev.millrace.tokenizer.text.ByteSpelling;
import java.util.ArrayList;
import java.util.List;

/** Small models and their merges as text. */
final class Merges {
    private Merges() {}

    /** The merges of a model, each as two tokens with a space between. */
    static List<String> of(BpeModel model) {
        List<String> merges = new ArrayList<>();
        for (int rank = 0; rank < model.merges(); rank++) {
            merges.add(model.token(model.left(rank)) + " " + model.token(model.right(rank)));
        }
        return merges;
    }

    /** The byte alphabet, by id. */
    static List<String> alphabet() {
        List<String> alphabet = new ArrayList<>();
        for (byte value : ByteSpelling.alphabet()) {
            alphabet.add(String.valueOf(ByteSpelling.character(value)));
        }
        return alphabet;
    }

    /** The byte alphabet and what the merges yield, in their order. */
    static BpeModel model(String... merges) {
        List<String> vocabulary = alphabet();
        int[] left = new int[merges.length];
        int[] right = new int[merges.length];
        for (int rank = 0; rank < merges.length; rank++) {
            String[] pair = merges[rank].split(" ");
            left[rank] = vocabulary.indexOf(pair[0]);
            right[rank] = vocabulary.indexOf(pair[1]);
            vocabulary.add(pair[0] + pair[1]);
        }
        return BpeModel.of(vocabulary, left, right);
    }
}
