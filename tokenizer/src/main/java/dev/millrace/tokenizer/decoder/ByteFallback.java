package dev.millrace.tokenizer.decoder;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Joins tokens such as {@code <0x0A>} to the text of their bytes; where they are no UTF-8, each becomes U+FFFD. */
public record ByteFallback() implements TokenDecoder {
    private static final int LENGTH = "<0x00>".length();
    private static final String REPLACEMENT = "\ufffd";

    @Override
    public List<String> decode(List<String> tokens) {
        List<String> pieces = new ArrayList<>(tokens.size());
        byte[] bytes = new byte[16];
        int count = 0;
        for (String token : tokens) {
            int value = value(token);
            if (value >= 0) {
                if (count == bytes.length) {
                    bytes = Arrays.copyOf(bytes, 2 * count);
                }
                bytes[count++] = (byte) value;
            } else {
                addText(bytes, count, pieces);
                count = 0;
                pieces.add(token);
            }
        }
        addText(bytes, count, pieces);
        return pieces;
    }

    private static int value(String token) {
        if (token.length() != LENGTH || !token.startsWith("<0x") || token.charAt(LENGTH - 1) != '>') {
            return -1;
        }
        int high = hexadecimal(token.charAt(3));
        int low = hexadecimal(token.charAt(4));
        return high < 0 || low < 0 ? -1 : (high << 4) | low;
    }

    private static int hexadecimal(char c) {
        return c < 0x80 ? Character.digit(c, 16) : -1;
    }

    private static void addText(byte[] bytes, int count, List<String> pieces) {
        if (count == 0) {
            return;
        }
        try {
            pieces.add(StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes, 0, count))
                    .toString());
        } catch (CharacterCodingException e) {
            for (int i = 0; i < count; i++) {
                pieces.add(REPLACEMENT);
            }
        }
    }
}
