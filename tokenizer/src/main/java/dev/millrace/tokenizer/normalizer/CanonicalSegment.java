package dev.millrace.tokenizer.normalizer;

import dev.millrace.tokenizer.text.Utf8;
import java.util.Arrays;
import java.util.Optional;

/**
 * Characters that decompose, move and compose together; beside each, what it does to the old ones: 1 where it is
 * inserted, 0 where it replaces one, −n where it replaces one and n more vanish. Takes n log n for n characters.
 */
final class CanonicalSegment {
    private final boolean compatible;
    private int[] characters = new int[16];
    private int[] changes = new int[16];
    private int[] classes = new int[16];
    private int size;

    CanonicalSegment(boolean compatible) {
        this.compatible = compatible;
    }

    void decompose(byte[] utf8, int from, int to) {
        size = 0;
        for (int at = from; at < to; at += Utf8.length(utf8[at])) {
            int codePoint = Utf8.codePoint(utf8, at);
            Optional<String> decomposition = FormTable.decomposition(codePoint, compatible);
            if (decomposition.isEmpty()) {
                add(codePoint, 0);
            } else {
                String parts = decomposition.get();
                for (int i = 0; i < parts.length(); i += Character.charCount(parts.codePointAt(i))) {
                    add(parts.codePointAt(i), i == 0 ? 0 : 1);
                }
            }
        }
        for (int start = 0; start < size; ) {
            int end = start + 1;
            while (end < size && classes[end] != 0) {
                end++;
            }
            order(classes[start] == 0 ? start + 1 : start, end);
            start = end;
        }
    }

    void compose() {
        int start = 0;
        // marks before the first starter stay
        while (start < size && classes[start] != 0) {
            start++;
        }
        int written = start;
        while (start < size) {
            int base = characters[start];
            int change = changes[start];
            int marks = written + 1;
            int last = 0;
            int at = start + 1;
            for (; at < size; at++) {
                boolean blocked = marks > written + 1 && last >= classes[at];
                int pair = blocked ? FormTable.NONE : FormTable.composed(base, characters[at]);
                if (pair != FormTable.NONE) {
                    base = pair;
                    change += changes[at] - 1;
                } else if (classes[at] == 0) {
                    break;
                } else {
                    last = classes[at];
                    move(at, marks++);
                }
            }
            characters[written] = base;
            changes[written] = change;
            written = marks;
            start = at;
        }
        size = written;
    }

    void write(NormalizedText.Rewrite rewrite) {
        for (int i = 0; i < size; i++) {
            if (changes[i] > 0) {
                rewrite.insert(characters[i]);
            } else {
                rewrite.replace(characters[i]);
                for (int gone = changes[i]; gone < 0; gone++) {
                    rewrite.drop();
                }
            }
        }
    }

    private void move(int from, int to) {
        characters[to] = characters[from];
        changes[to] = changes[from];
        classes[to] = classes[from];
    }

    private void add(int character, int change) {
        if (size == characters.length) {
            characters = Arrays.copyOf(characters, 2 * size);
            changes = Arrays.copyOf(changes, 2 * size);
            classes = Arrays.copyOf(classes, 2 * size);
        }
        characters[size] = character;
        changes[size] = change;
        classes[size++] = FormTable.combiningClass(character);
    }

    /** Orders marks by their class; those of one class stay in their order. */
    private void order(int from, int to) {
        boolean ordered = true;
        for (int i = from + 1; i < to; i++) {
            ordered &= classes[i - 1] <= classes[i];
        }
        if (ordered) {
            return;
        }
        long[] keys = new long[to - from];
        for (int i = from; i < to; i++) {
            keys[i - from] = ((long) classes[i] << Integer.SIZE) | i;
        }
        Arrays.sort(keys);
        int[] oldCharacters = Arrays.copyOfRange(characters, from, to);
        int[] oldChanges = Arrays.copyOfRange(changes, from, to);
        for (int i = from; i < to; i++) {
            int old = (int) keys[i - from] - from;
            characters[i] = oldCharacters[old];
            changes[i] = oldChanges[old];
            classes[i] = (int) (keys[i - from] >>> Integer.SIZE);
        }
    }
}
