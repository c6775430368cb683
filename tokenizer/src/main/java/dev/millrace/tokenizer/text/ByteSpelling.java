package dev.millrace.tokenizer.text;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;

/**
 * GPT-2's spelling of bytes as printable characters: a byte that Latin-1 prints stands for itself, the others follow
 * from U+0100 in ascending order, so that a space is {@code Ġ} and a newline {@code Ċ}.
 *
 * @see <a href="https://github.com/openai/gpt-2/blob/master/src/encoder.py">bytes_to_unicode</a>
 */
public final class ByteSpelling {
    private static final int BYTES = 256;
    private static final char[] CHARACTERS = characters();
    private static final short[] VALUES = values();

    private ByteSpelling() {}

    /** Character that spells the byte. */
    public static char character(byte value) {
        return CHARACTERS[value & 0xFF];
    }

    public static String spell(byte[] bytes) {
        char[] characters = new char[bytes.length];
        for (int i = 0; i < bytes.length; i++) {
            characters[i] = character(bytes[i]);
        }
        return new String(characters);
    }

    /** Bytes that are spelled so; empty if a character spells no byte. */
    public static Optional<byte[]> bytes(String spelled) {
        byte[] bytes = new byte[spelled.length()];
        for (int i = 0; i < bytes.length; i++) {
            char character = spelled.charAt(i);
            if (character >= VALUES.length || VALUES[character] < 0) {
                return Optional.empty();
            }
            bytes[i] = (byte) VALUES[character];
        }
        return Optional.of(bytes);
    }

    /** Whether this is the character that spells some byte. */
    public static boolean isOneByte(String spelled) {
        return spelled.length() == 1 && bytes(spelled).isPresent();
    }

    /** As {@link #bytes}, and the UTF-8 bytes of a text that is no spelling. */
    public static byte[] bytesOrText(String spelled) {
        return bytes(spelled).orElseGet(() -> spelled.getBytes(StandardCharsets.UTF_8));
    }

    /** All bytes in the order of their characters: how Hugging Face numbers the alphabet. */
    public static byte[] alphabet() {
        char[] sorted = CHARACTERS.clone();
        Arrays.sort(sorted);
        byte[] alphabet = new byte[BYTES];
        for (int i = 0; i < BYTES; i++) {
            alphabet[i] = (byte) VALUES[sorted[i]];
        }
        return alphabet;
    }

    private static char[] characters() {
        char[] characters = new char[BYTES];
        char next = BYTES;
        for (int value = 0; value < BYTES; value++) {
            characters[value] = printable(value) ? (char) value : next++;
        }
        return characters;
    }

    private static boolean printable(int value) {
        return (value >= '!' && value <= '~') || (value >= 0xA1 && value <= 0xAC) || value >= 0xAE;
    }

    private static short[] values() {
        short[] values = new short[2 * BYTES];
        Arrays.fill(values, (short) -1);
        for (int value = 0; value < BYTES; value++) {
            values[CHARACTERS[value]] = (short) value;
        }
        return values;
    }
}
