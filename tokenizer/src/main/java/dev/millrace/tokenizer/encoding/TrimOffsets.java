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
            if (leading > 0 && prefix == Prefix.SPACE && (i == 0 || starts[i] == 0)) {
                leading--;
            }
            starts[i] = Math.min(starts[i] + leading, ends[i]);
            if (ends[i] >= trailing) {
                ends[i] = Math.max(ends[i] - trailing, starts[i]);
            }
        }
        return new Encoding(columns.at(starts, ends), List.of());
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
