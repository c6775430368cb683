package dev.millrace.tokenizer.pretoken;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.tokenizer.text.UnicodeTable;
import dev.millrace.tokenizer.text.Utf8Buffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class WordSplitTest {
    // every class that the expressions tell apart, and the characters that they name
    private static final int[] INTERESTING = {
        'a', 'b', 'A', 'B', 's', 'S', 't', 'T', 'r', 'e', 'E', 'v', 'm', 'l', 'L', 'd', 'D', '\'', '\'', ' ', ' ', ' ',
        '\n', '\n', '\r', '\t', '/', '.', '!', '-', '0', '7', '9', 0x17F, 0x212A, 0xE9, 0xC9, 0x1C5, 0x2B0, 0x301,
        0x301, 0x300, 0x903, 0x20DD, 0x4E2D, 0x6587, 0x3042, 0x3000, 0xA0, 0x85, 0x2028, 0x200B, 0x660, 0x2160, 0xBD,
        0x1F600, 0x1F44D, 0x1F3FD, 0x10D50, 0x10D70, 0x1D7CE, 0xE0100, 0xFFFD, 0, 0x7F, 0x80, 0x7FF, 0x800, 0xFFFF,
        0x10000, 0x10FFFF
    };

    @ParameterizedTest
    @EnumSource
    void splitsAsTheRegularExpressionDoes(WordSplit split) {
        Pattern regex = Pattern.compile(overOurTables(split.regex()));
        Random random = new Random(42);
        for (int round = 0; round < 20_000; round++) {
            String text = random(random);
            assertThat(words(split, text)).as(escaped(text)).isEqualTo(matches(regex, text));
        }
    }

    @ParameterizedTest
    @EnumSource
    void knowsItsOwnSpelling(WordSplit split) {
        assertThat(WordSplit.ofRegex(split.regex())).contains(split);
    }

    @Test
    void knowsNoOtherExpression() {
        assertThat(WordSplit.ofRegex("\\w+")).isEmpty();
    }

    @Test
    void splitsContractionsNumbersAndSpaces() {
        String text = "I'll  pay 12345 now\n\n ok";
        assertThat(words(WordSplit.GPT2, text))
                .containsExactly("I", "'ll", " ", " pay", " 12345", " now", "\n\n", " ok");
        assertThat(words(WordSplit.CL100K, text))
                .containsExactly("I", "'ll", " ", " pay", " ", "123", "45", " now", "\n\n", " ok");
        assertThat(words(WordSplit.QWEN2, text))
                .containsExactly("I", "'ll", " ", " pay", " ", "1", "2", "3", "4", "5", " now", "\n\n", " ok");
        assertThat(words(WordSplit.O200K, text))
                .containsExactly("I'll", " ", " pay", " ", "123", "45", " now", "\n\n", " ok");
    }

    @ParameterizedTest
    @EnumSource
    void readsLongRunsOnce(WordSplit split) {
        // a scanner that looked at a run again for each of its words would never end
        for (String unit : List.of(" ", "\n ", "a", "A", "あA", "\u0301A", "1", "'", "'s", "😀", "\u0301")) {
            byte[] text = unit.repeat(300_000).getBytes(StandardCharsets.UTF_8);
            byte[] padded = Arrays.copyOf(text, text.length + Utf8Buffer.PADDING);
            int at = 0;
            while (at < text.length) {
                at = split.end(padded, at, text.length);
            }
            assertThat(at).isEqualTo(text.length);
        }
    }

    private static List<String> words(WordSplit split, String text) {
        Utf8Buffer buffer = new Utf8Buffer();
        buffer.append(text, 0, text.length());
        List<String> words = new ArrayList<>();
        int from = 0;
        while (from < buffer.length()) {
            int end = split.end(buffer.bytes(), from, buffer.length());
            words.add(new String(buffer.bytes(), from, end - from, StandardCharsets.UTF_8));
            from = end;
        }
        return words;
    }

    private static List<String> matches(Pattern regex, String text) {
        List<String> words = new ArrayList<>();
        Matcher matcher = regex.matcher(text);
        while (matcher.find()) {
            words.add(matcher.group());
        }
        return words;
    }

    private static String random(Random random) {
        StringBuilder text = new StringBuilder();
        for (int length = 1 + random.nextInt(12); length > 0; length--) {
            int codePoint = INTERESTING[random.nextInt(INTERESTING.length)];
            for (int repeat = random.nextInt(4) == 0 ? 3 : 1; repeat > 0; repeat--) {
                text.appendCodePoint(codePoint);
            }
        }
        return text.toString();
    }

    /** The expression with its classes spelled out for the interesting characters, as this Java's may be older. */
    private static String overOurTables(String regex) {
        return regex.replace("(?i:", "(?iu:")
                .replace("\\p{Lu}\\p{Lt}\\p{Lm}\\p{Lo}\\p{M}", members("Lu", "Lt", "Lm", "Lo", "M"))
                .replace("\\p{Ll}\\p{Lm}\\p{Lo}\\p{M}", members("Ll", "Lm", "Lo", "M"))
                .replace("[^\\s\\p{L}\\p{N}]", "[^" + spaces() + members("L", "N") + "]")
                .replace("[^\\r\\n\\p{L}\\p{N}]", "[^\\r\\n" + members("L", "N") + "]")
                .replace("\\p{L}", "[" + members("L") + "]")
                .replace("\\p{N}", "[" + members("N") + "]")
                .replace("\\s", "[" + spaces() + "]")
                .replace("\\S", "[^" + spaces() + "]");
    }

    private static String members(String... categories) {
        StringBuilder members = new StringBuilder();
        for (int codePoint : INTERESTING) {
            for (String category : categories) {
                if (UnicodeTable.category(codePoint).startsWith(category)) {
                    members.append(String.format("\\x{%X}", codePoint));
                }
            }
        }
        return members.toString();
    }

    private static String spaces() {
        StringBuilder members = new StringBuilder();
        for (int codePoint : INTERESTING) {
            if (UnicodeTable.isWhiteSpace(codePoint)) {
                members.append(String.format("\\x{%X}", codePoint));
            }
        }
        return members.toString();
    }

    private static String escaped(String text) {
        StringBuilder escaped = new StringBuilder();
        text.codePoints().forEach(c -> escaped.append(String.format("\\x{%X}", c)));
        return escaped.toString();
    }
}
