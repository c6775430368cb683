package dev.millrace.jobs.text;

import dev.millrace.tokenizer.Tokenizer;
import dev.millrace.tokenizer.composed.ComposedTokenizer;
import dev.millrace.tokenizer.encoding.Encoding;
import dev.millrace.tokenizer.encoding.SpecialTokens;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.stream.IntStream;

/** Which characters of a text each of its tokens stands for. */
public final class TokenOffsets {
    private final int[] ids;
    private final int[] starts;
    private final int[] ends;

    private TokenOffsets(int[] ids, int[] starts, int[] ends) {
        this.ids = ids;
        this.starts = starts;
        this.ends = ends;
    }

    /** Ids of the tokens, copied. */
    public int[] ids() {
        return ids.clone();
    }

    /** First character of a token, counted as UTF-16 does. */
    public int start(int index) {
        return starts[index];
    }

    /** End of a token, exclusive; one that ends within a character ends after it. */
    public int end(int index) {
        return ends[index];
    }

    /**
     * Encodes a text.
     *
     * @param special whether special tokens in the text are recognised
     * @throws IllegalArgumentException where the tokenizer edits the text and keeps no account of it
     */
    public static TokenOffsets of(Tokenizer tokenizer, String text, boolean special) {
        int[] ids = special ? tokenizer.encodePrompt(text) : tokenizer.encode(text);
        if (tokenizer instanceof ComposedTokenizer composed) {
            Encoding encoding = composed.encoding(text, SpecialTokens.LEFT_OUT);
            if (Arrays.equals(encoding.ids(), ids)) {
                int size = encoding.size();
                return new TokenOffsets(
                        ids,
                        IntStream.range(0, size).map(encoding::start).toArray(),
                        IntStream.range(0, size).map(encoding::end).toArray());
            }
        }
        return byBytes(tokenizer, text, ids);
    }

    /** Tokens that spell the text byte for byte lie one behind the other. */
    private static TokenOffsets byBytes(Tokenizer tokenizer, String text, int[] ids) {
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        if (!Arrays.equals(utf8, tokenizer.decodeBytes(ids))) {
            throw new IllegalArgumentException("offsets are not known where this tokenizer edits the text"
                    + " (or where the text holds special tokens that --special would recognise)");
        }
        int[] characterAt = new int[utf8.length + 1]; // of the character that the byte is in, or the end
        int at = 0;
        for (int i = 0; i < text.length(); i += Character.charCount(text.codePointAt(i))) {
            int bytes = Character.toString(text.codePointAt(i)).getBytes(StandardCharsets.UTF_8).length;
            Arrays.fill(characterAt, at, at + bytes, i);
            at += bytes;
        }
        characterAt[utf8.length] = text.length();
        int[] starts = new int[ids.length];
        int[] ends = new int[ids.length];
        int from = 0;
        for (int i = 0; i < ids.length; i++) {
            int to = from + tokenizer.decodeBytes(new int[] {ids[i]}).length;
            starts[i] = characterAt[from];
            int last = to == from ? starts[i] : characterAt[to - 1];
            ends[i] = to == from ? last : text.offsetByCodePoints(last, 1);
            from = to;
        }
        return new TokenOffsets(ids, starts, ends);
    }
}
