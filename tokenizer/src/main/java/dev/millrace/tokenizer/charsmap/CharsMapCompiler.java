package dev.millrace.tokenizer.charsmap;

import dev.millrace.tokenizer.text.Utf8Buffer;
import dev.millrace.tokenizer.trie.DoubleArray;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Packs rules into the form that SentencePiece and Hugging Face read. */
public final class CharsMapCompiler {
    /** SentencePiece looks at so many rules that begin alike, less one. */
    private static final int MOST_PREFIXES = 32;

    private CharsMapCompiler() {}

    /**
     * Compiles rules; the same ones give the same bytes.
     *
     * @param rules what each sequence becomes
     * @throws IllegalArgumentException if a sequence is empty or holds NUL, or either side holds half a character
     */
    public static CharsMap compile(Map<String, String> rules) {
        if (rules.isEmpty()) {
            return CharsMap.identity();
        }
        Map<String, Integer> places = new TreeMap<>();
        rules.values().forEach(replacement -> places.put(replacement, 0));
        ByteArrayOutputStream blob = new ByteArrayOutputStream();
        places.replaceAll((replacement, unset) -> {
            int place = blob.size();
            blob.writeBytes(utf8(replacement));
            blob.write(0);
            return place;
        });
        TreeMap<byte[], Integer> sorted = new TreeMap<>(Arrays::compareUnsigned);
        rules.forEach((from, to) -> {
            if (from.isEmpty()) {
                throw new IllegalArgumentException("Invalid rule: nothing becomes \"" + to + "\"");
            }
            sorted.put(utf8(from), places.get(to));
        });
        List<byte[]> keys = new ArrayList<>(sorted.keySet());
        checkPrefixes(keys);
        int[] units = DoubleArray.compact(
                        keys,
                        sorted.values().stream().mapToInt(Integer::intValue).toArray())
                .units();
        ByteBuffer compiled = ByteBuffer.allocate(Integer.BYTES * (1 + units.length) + blob.size())
                .order(ByteOrder.LITTLE_ENDIAN);
        compiled.putInt(Integer.BYTES * units.length);
        compiled.asIntBuffer().put(units);
        compiled.position(Integer.BYTES * (1 + units.length));
        compiled.put(blob.toByteArray());
        return CharsMap.of(compiled.array());
    }

    private static byte[] utf8(String text) {
        if (!Utf8Buffer.isEncodable(text) || text.indexOf('\0') >= 0) {
            throw new IllegalArgumentException(
                    "Invalid rule with \"" + text + "\": it holds NUL or a surrogate without its partner");
        }
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static void checkPrefixes(List<byte[]> keys) {
        List<byte[]> open = new ArrayList<>();
        for (byte[] key : keys) {
            while (!open.isEmpty() && !startsWith(key, open.get(open.size() - 1))) {
                open.remove(open.size() - 1);
            }
            open.add(key);
            if (open.size() >= MOST_PREFIXES) {
                throw new IllegalArgumentException("Invalid rules: over " + (MOST_PREFIXES - 1) + " begin like \""
                        + new String(key, StandardCharsets.UTF_8) + "\"");
            }
        }
    }

    private static boolean startsWith(byte[] key, byte[] prefix) {
        return prefix.length <= key.length && Arrays.equals(key, 0, prefix.length, prefix, 0, prefix.length);
    }
}
