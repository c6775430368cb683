package dev.millrace.tokenizer.charsmap;

import dev.millrace.tokenizer.trie.DoubleArray;
import java.io.Serializable;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;

/**
 * Rules that turn character sequences into others, as {@code precompiled_charsmap} holds them: four bytes with the
 * trie's length, little-endian, the trie's units, then the replacements, each ended by the byte 0. Immutable.
 *
 * @see <a href="https://github.com/google/sentencepiece/blob/master/src/normalizer.cc">SentencePiece: normalizer.cc</a>
 */
public final class CharsMap implements Serializable {
    private static final long serialVersionUID = 1;
    private static final int LONGEST_REPLACEMENT = 1024;
    private static final CharsMap NONE = new CharsMap(DoubleArray.ofUnits(new int[0]), new byte[0], new byte[0]);

    private final DoubleArray trie;
    private final byte[] replacements;
    private final byte[] compiled;

    private CharsMap(DoubleArray trie, byte[] replacements, byte[] compiled) {
        this.trie = trie;
        this.replacements = replacements;
        this.compiled = compiled;
    }

    /** No rule: text stays as it is. */
    public static CharsMap identity() {
        return NONE;
    }

    /**
     * Reads compiled rules; no bytes are no rules.
     *
     * @throws IllegalArgumentException if they are damaged
     */
    public static CharsMap of(byte[] compiled) {
        if (compiled.length == 0) {
            return NONE;
        }
        long trieBytes = compiled.length < Integer.BYTES
                ? Long.MAX_VALUE
                : ByteBuffer.wrap(compiled).order(ByteOrder.LITTLE_ENDIAN).getInt() & 0xFFFFFFFFL;
        if (trieBytes > compiled.length - Integer.BYTES || trieBytes % Integer.BYTES != 0 || trieBytes == 0) {
            throw new IllegalArgumentException("Invalid charsmap of " + compiled.length
                    + " bytes: its trie's length doesn't fit (is the file cut off?)");
        }
        int[] units = new int[(int) trieBytes / Integer.BYTES];
        ByteBuffer.wrap(compiled, Integer.BYTES, (int) trieBytes)
                .order(ByteOrder.LITTLE_ENDIAN)
                .asIntBuffer()
                .get(units);
        byte[] replacements = Arrays.copyOfRange(compiled, Integer.BYTES + (int) trieBytes, compiled.length);
        CharsMap map = new CharsMap(DoubleArray.ofUnits(units), replacements, compiled.clone());
        map.check();
        return map;
    }

    private void check() {
        byte[] recoded = new String(replacements, StandardCharsets.UTF_8).getBytes(StandardCharsets.UTF_8);
        if (!Arrays.equals(recoded, replacements)) {
            throw new IllegalArgumentException("Invalid charsmap: its replacements are no UTF-8");
        }
        trie.deepest();
        trie.forEach((key, length, value) -> {
            boolean whole = value < replacements.length && (replacements[value] & 0xC0) != 0x80;
            if (!whole || endOf(value) - value > LONGEST_REPLACEMENT) {
                throw new IllegalArgumentException("Invalid charsmap: the replacement of \""
                        + new String(key, 0, length, StandardCharsets.UTF_8) + "\" is missing or longer than "
                        + LONGEST_REPLACEMENT + " bytes");
            }
        });
    }

    /** The compiled rules, as SentencePiece and Hugging Face read them; empty if there is none. */
    public byte[] compiled() {
        return compiled.clone();
    }

    /** Every rule: what it replaces and by what, in the order of code points. */
    public Map<String, String> rules() {
        Map<String, String> rules = new TreeMap<>();
        trie.forEach((key, length, value) -> rules.put(
                new String(key, 0, length, StandardCharsets.UTF_8),
                new String(replacements, value, endOf(value) - value, StandardCharsets.UTF_8)));
        return rules;
    }

    /** All replacements; each ends before a byte 0. Not to be changed. */
    public byte[] replacements() {
        return replacements;
    }

    /** Where the replacement that begins here ends, exclusive. */
    public int endOf(int replacement) {
        int end = replacement;
        while (end < replacements.length && replacements[end] != 0) {
            end++;
        }
        return end;
    }

    /**
     * The rule for the longest sequence at this place: its length in the upper half and where its replacement begins
     * in the lower; 0 if there is none.
     */
    public long longest(byte[] utf8, int from, int to) {
        return match(utf8, from, to, false);
    }

    /** As {@link #longest}, for the shortest sequence. */
    public long shortest(byte[] utf8, int from, int to) {
        return match(utf8, from, to, true);
    }

    private long match(byte[] utf8, int from, int to, boolean first) {
        int[] units = trie.units();
        int base = trie.root();
        long found = 0;
        for (int i = from; i < to; i++) {
            int label = utf8[i] & 0xFF;
            int at = base ^ label;
            if (label == 0 || at >= units.length || !DoubleArray.leads(units[at], label)) {
                break;
            }
            base = DoubleArray.next(at, units[at]);
            if (DoubleArray.ends(units[at])) {
                found = ((long) (i + 1 - from) << Integer.SIZE) | DoubleArray.value(units[base]);
                if (first) {
                    break;
                }
            }
        }
        return found;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof CharsMap map && Arrays.equals(compiled, map.compiled);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(compiled);
    }
}
