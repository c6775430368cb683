package dev.millrace.tokenizer.text;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToIntFunction;

/**
 * Unicode 16.0 general categories, independent of the Java that runs. The letters, numbers and white space are those
 * of {@code \p{L}}, {@code \p{N}} and {@code \s} in Hugging Face's tokenizers.
 */
public final class UnicodeTable {
    private static final String RESOURCE = "general-category.txt";
    private static final List<String> NAMES = List.of(
            "Cn", "Lu", "Ll", "Lt", "Lm", "Lo", "Mn", "Mc", "Me", "Nd", "Nl", "No", "Zs", "Zl", "Zp", "Cc", "Cf", "Co",
            "Cs", "Pd", "Ps", "Pe", "Pc", "Po", "Sm", "Sc", "Sk", "So", "Pi", "Pf");

    private static final CodePointMap CATEGORIES = CodePointMap.of(read());

    private UnicodeTable() {}

    /** Two-letter name of the general category, such as {@code Lu}; {@code Cn} for what Unicode 16.0 leaves open. */
    public static String category(int codePoint) {
        return NAMES.get(CATEGORIES.at(codePoint));
    }

    /** Names of all general categories. */
    public static List<String> categories() {
        return NAMES;
    }

    /** A number for every code point by its category's name. */
    public static CodePointMap map(ToIntFunction<String> number) {
        return CATEGORIES.map(category -> number.applyAsInt(NAMES.get(category)));
    }

    /** {@code \p{L}}. */
    public static boolean isLetter(int codePoint) {
        return category(codePoint).charAt(0) == 'L';
    }

    /** {@code \p{M}}. */
    public static boolean isMark(int codePoint) {
        return category(codePoint).charAt(0) == 'M';
    }

    /** {@code \p{N}}. */
    public static boolean isNumber(int codePoint) {
        return category(codePoint).charAt(0) == 'N';
    }

    /** {@code \s}: Unicode's property White_Space. */
    public static boolean isWhiteSpace(int codePoint) {
        return category(codePoint).charAt(0) == 'Z' || (codePoint >= '\t' && codePoint <= '\r') || codePoint == 0x85;
    }

    private static byte[] read() {
        Map<String, Byte> numbers = new HashMap<>();
        for (String name : NAMES) {
            numbers.put(name, (byte) numbers.size());
        }
        byte[] categories = new byte[Character.MAX_CODE_POINT + 1];
        int from = 0;
        byte number = 0;
        for (String line : lines()) {
            int space = line.indexOf(' ');
            int first = Integer.parseInt(line.substring(0, space), 16);
            Arrays.fill(categories, from, first, number);
            from = first;
            number = numbers.get(line.substring(space + 1));
        }
        Arrays.fill(categories, from, categories.length, number);
        return categories;
    }

    private static List<String> lines() {
        List<String> lines = new ArrayList<>();
        try (InputStream stream = UnicodeTable.class.getResourceAsStream(RESOURCE)) {
            if (stream == null) {
                throw new IllegalStateException("Missing resource " + RESOURCE + " (the jar is incomplete)");
            }
            BufferedReader reader = new BufferedReader(new InputStreamReader(stream, StandardCharsets.US_ASCII));
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                if (!line.startsWith("#")) {
                    lines.add(line);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("Unreadable resource " + RESOURCE, e);
        }
        return lines;
    }
}
