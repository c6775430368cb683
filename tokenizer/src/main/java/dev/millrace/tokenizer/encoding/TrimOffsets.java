package dev.millrace.tokenizer.encoding;

import dev.millrace.tokenizer.text.ByteSpelling;
import dev.millrace.tokenizer.text.UnicodeTable;
import java.util.ArrayList;
import java.util.List;

/**
 * Takes the white space at a token's ends out of its place in the text.
 *
 * @param prefix whether the first token's space was put there rather than found
 * @param offsets whether it is done at all, which files may say
 */
public record TrimOffsets(Prefix prefix, Offsets offsets) implements PostProcessor {
    // bytes that begin the UTF-8 of a pair of surrogates spell themselves
    private static final char FIRST_OF_FOUR = 0xF0;
    private static final char LAST_OF_FOUR = 0xF4;
    private static final char SPELLED_SPACE = ByteSpelling.character((byte) ' ');

    /** Whether texts that don't begin with a space are given one. */
    public enum Prefix {
        SPACE,
        NONE
    }

    /** What becomes of the places of tokens. */
    public enum Offsets {
        TRIMMED,
        KEPT
    }

    @Override
    public int addedTokens(int texts) {
        return 0;
    }

    @Override
    public List<Encoding> process(List<Encoding> parts, SpecialTokens special) {
        if (offsets == Offsets.KEPT) {
            return parts;
        }
        List<Encoding> trimmed = new ArrayList<>();
        for (Encoding part : parts) {
            trimmed.add(trim(part));
        }
        return trimmed;
    }

    private Encoding trim(Encoding encoding) {
        EncodingColumns columns = encoding.columns();
        int[] starts = columns.starts.clone();
        int[] ends = columns.ends.clone();
        for (int i = 0; i < starts.length; i++) {
            String token = columns.tokens[i];
            int leading = leading(token);
            int trailing = trailing(token);
            // where there are more, none was put there
            if (leading == 1 && prefix == Prefix.SPACE && (i == 0 || starts[i] == 0)) {
                leading = 0;
            }
            boolean whole = leading == token.length() || (leading == 1 && isBeforePair(token, ends[i] - starts[i]));
            starts[i] = whole && leading > 0 ? ends[i] : Math.min(starts[i] + leading, ends[i]);
            if (ends[i] >= trailing) {
                ends[i] = Math.max(ends[i] - trailing, starts[i]);
            }
        }
        return new Encoding(columns.at(starts, ends), List.of());
    }

    /** Whether a space that was put there stands for the character after it, of two surrogates. */
    private static boolean isBeforePair(String token, int length) {
        return length == 2 && token.charAt(1) >= FIRST_OF_FOUR && token.charAt(1) <= LAST_OF_FOUR;
    }

    private static int leading(String token) {
        int count = 0;
        while (count < token.length() && isSpace(token.charAt(count))) {
            count++;
        }
        return count;
    }

    private static int trailing(String token) {
        int count = 0;
        while (count < token.length() && isSpace(token.charAt(token.length() - 1 - count))) {
            count++;
        }
        return count;
    }

    private static boolean isSpace(char c) {
        return c == SPELLED_SPACE || UnicodeTable.isWhiteSpace(c);
    }
}
