package dev.millrace.pipeline.fasttext;

import java.io.IOException;
import java.io.Serializable;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Words and labels of a model, and the rows of the input matrix that a text stands for: its words, the character
 * n-grams of its words, and its word n-grams, the n-grams hashed into buckets that a pruned model keeps some of.
 */
final class Vocabulary implements Serializable {
    private static final long serialVersionUID = 1;

    private static final String LABEL_PREFIX = "__label__";
    private static final byte WORD = 0;
    private static final byte LABEL = 1;
    private static final int ABSENT = -1;
    private static final int FNV_PRIME = 16_777_619;
    private static final int FNV_OFFSET = 0x811C9DC5;
    private static final long WORD_NGRAM_FACTOR = 116_049_371L;

    private final ModelSettings settings;
    private final byte[][] words;
    private final int[] slots;
    private final List<String> labels;
    private final long[] labelCounts;
    private final boolean pruned;
    private final int[] keptBucket;

    private Vocabulary(
            ModelSettings settings,
            byte[][] words,
            List<String> labels,
            long[] labelCounts,
            boolean pruned,
            int[] keptBucket) {
        this.settings = settings;
        this.words = words;
        this.labels = labels;
        this.labelCounts = labelCounts;
        this.pruned = pruned;
        this.keptBucket = keptBucket;
        slots = new int[Math.max(16, Integer.highestOneBit(Math.max(1, words.length)) << 2)];
        Arrays.fill(slots, ABSENT);
        for (int word = 0; word < words.length; word++) {
            slots[slot(words[word], 0, words[word].length)] = word;
        }
    }

    static Vocabulary read(ModelFile file, ModelSettings settings) throws IOException {
        int size = file.size("entries", file.int32("entries"));
        int wordCount = file.size("words", file.int32("words"));
        int labelCount = file.size("labels", file.int32("labels"));
        if (size != (long) wordCount + labelCount) {
            throw file.damaged(
                    "Invalid entries: " + size + " (must be " + wordCount + " words and " + labelCount + " labels)");
        }
        file.int64("tokens");
        long prunedSize = file.int64("pruned buckets");
        List<byte[]> words = new ArrayList<>();
        List<String> labels = new ArrayList<>();
        List<Long> counts = new ArrayList<>();
        for (int entry = 0; entry < size; entry++) {
            byte[] word = file.word();
            long count = file.int64("count");
            byte type = file.int8("entry type");
            if (type == WORD && labels.isEmpty()) {
                words.add(word);
            } else if (type == LABEL) {
                String label = new String(word, StandardCharsets.UTF_8);
                labels.add(label.startsWith(LABEL_PREFIX) ? label.substring(LABEL_PREFIX.length()) : label);
                counts.add(count);
            } else {
                throw file.damaged("Invalid entry type: " + type + " (must be words, then labels)");
            }
        }
        if (words.size() != wordCount || labelCount == 0) {
            throw file.damaged("Invalid labels: " + labels.size() + " (must be > 0, after " + wordCount + " words)");
        }
        int[] keptBucket = new int[0];
        if (prunedSize >= 0) {
            keptBucket = new int[settings.buckets()];
            Arrays.fill(keptBucket, ABSENT);
            for (long i = 0; i < prunedSize; i++) {
                int bucket = file.int32("pruned bucket");
                int row = file.int32("pruned row");
                if (bucket < 0 || bucket >= settings.buckets() || row < 0) {
                    throw file.damaged("Invalid pruned bucket: " + bucket + " at row " + row + " (must be below "
                            + settings.buckets() + ")");
                }
                keptBucket[bucket] = row;
            }
        }
        return new Vocabulary(
                settings,
                words.toArray(byte[][]::new),
                List.copyOf(labels),
                counts.stream().mapToLong(Long::longValue).toArray(),
                prunedSize >= 0,
                keptBucket);
    }

    List<String> labels() {
        return labels;
    }

    long[] labelCounts() {
        return labelCounts.clone();
    }

    /** Number of words; bucket rows follow theirs. */
    int words() {
        return words.length;
    }

    /** The largest number of rows that a text can ask for. */
    long rows() {
        int kept = 0;
        for (int row : keptBucket) {
            kept = Math.max(kept, row + 1);
        }
        return words.length + (long) (pruned ? kept : settings.buckets());
    }

    /** Rows of one word: its own where the model knows it, and those of its character n-grams. */
    void addWord(byte[] text, int from, int to, Rows rows) {
        int word = slots[slot(text, from, to)];
        if (word != ABSENT) {
            rows.add(word);
        }
        if (settings.longestNgram() > 0 && !isLineEnd(text, from, to)) {
            addCharacterNgrams(text, from, to, rows);
        }
        if (settings.wordNgrams() > 1) {
            rows.hash(hash(text, from, to));
        }
    }

    /** The end of a line, a word of its own. */
    void addLineEnd(Rows rows) {
        byte[] end = {'<', '/', 's', '>'};
        addWord(end, 0, end.length, rows);
    }

    /** Rows of the word n-grams of all words so far. */
    void addWordNgrams(Rows rows) {
        int count = rows.hashes();
        for (int i = 0; i < count; i++) {
            long h = rows.hashAt(i);
            for (int j = i + 1; j < count && j < i + settings.wordNgrams(); j++) {
                h = h * WORD_NGRAM_FACTOR + rows.hashAt(j);
                addBucket((int) Long.remainderUnsigned(h, settings.buckets()), rows);
            }
        }
    }

    /** n-grams of the characters of {@code <word>}, as UTF-8; a lone bracket is none. */
    private void addCharacterNgrams(byte[] text, int from, int to, Rows rows) {
        int length = to - from + 2;
        for (int start = 0; start < length; start++) {
            if (continues(bracketed(text, from, to, start))) {
                continue;
            }
            int hash = FNV_OFFSET;
            int at = start;
            for (int n = 1; at < length && n <= settings.longestNgram(); n++) {
                do {
                    hash = (hash ^ bracketed(text, from, to, at)) * FNV_PRIME;
                    at++;
                } while (at < length && continues(bracketed(text, from, to, at)));
                boolean loneBracket = n == 1 && (start == 0 || at == length);
                if (n >= settings.shortestNgram() && !loneBracket) {
                    addBucket(Integer.remainderUnsigned(hash, settings.buckets()), rows);
                }
            }
        }
    }

    private void addBucket(int bucket, Rows rows) {
        int row = pruned ? keptBucket[bucket] : bucket;
        if (row != ABSENT) {
            rows.add(words.length + row);
        }
    }

    private static byte bracketed(byte[] text, int from, int to, int at) {
        if (at == 0) {
            return '<';
        }
        return from + at - 1 < to ? text[from + at - 1] : (byte) '>';
    }

    private static boolean continues(byte b) {
        return (b & 0xC0) == 0x80;
    }

    private static boolean isLineEnd(byte[] text, int from, int to) {
        return to - from == 4
                && text[from] == '<'
                && text[from + 1] == '/'
                && text[from + 2] == 's'
                && text[to - 1] == '>';
    }

    /** FNV-1a over signed bytes, as fastText has it. */
    private static int hash(byte[] text, int from, int to) {
        int hash = FNV_OFFSET;
        for (int i = from; i < to; i++) {
            hash = (hash ^ text[i]) * FNV_PRIME;
        }
        return hash;
    }

    private int slot(byte[] text, int from, int to) {
        int mask = slots.length - 1;
        int slot = hash(text, from, to) & mask;
        while (slots[slot] != ABSENT) {
            byte[] word = words[slots[slot]];
            if (Arrays.equals(word, 0, word.length, text, from, to)) {
                return slot;
            }
            slot = (slot + 1) & mask;
        }
        return slot;
    }
}
