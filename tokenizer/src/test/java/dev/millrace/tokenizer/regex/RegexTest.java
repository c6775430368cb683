package dev.millrace.tokenizer.regex;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.millrace.tokenizer.pretoken.WordSplit;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class RegexTest {

    @ParameterizedTest
    @CsvSource(delimiter = '~', quoteCharacter = '"', textBlock = """
            a|ab            ~ abab      ~ [a, a]
            ab|a            ~ abaab     ~ [ab, a, ab]
            a+?             ~ aaa       ~ [a, a, a]
            a++b|c          ~ aabac     ~ [aab, c]
            (?>a|ab)c       ~ abcac     ~ [ac]
            a{2}            ~ aaaaa     ~ [aa, aa]
            a{2,}           ~ aaaaa     ~ [aaaaa]
            a{,2}b          ~ aaab      ~ [aab]
            a{x             ~ a{x       ~ [a{x]
            (?i)k           ~ kK\u212A  ~ [k, K, \u212A]
            (?i:s)T         ~ \u017FTst ~ [\u017FT]
            [a-c&&[^b]]+    ~ abcac     ~ [a, cac]
            [^a-c]          ~ abxc-     ~ [x, -]
            [\\]a-]+        ~ ]-a       ~ []-a]
            a(?=b)          ~ abac      ~ [a]
            a(?!b)          ~ abac      ~ [a]
            (?<=x)a         ~ xaa       ~ [a]
            (?<!x)a         ~ xaa       ~ [a]
            \\bab           ~ ab abab   ~ [ab, ab]
            \\x{e9}\\u0301  ~ \u00e9\u0301 ~ [\u00e9\u0301]
            \\p{Lu}\\P{Lu}  ~ aBcD      ~ [Bc]
            \\p{^L}         ~ a1        ~ [1]
            [[:digit:]_]+   ~ a1_2      ~ [1_2]
            (?x) a  b # c   ~ ab        ~ [ab]
            (?#note)ab      ~ ab        ~ [ab]
            """)
    void matchesAsOnigurumaDoes(String pattern, String text, String matches) {
        assertThat(matches(new Regex(pattern), text).toString()).isEqualTo(matches);
    }

    @ParameterizedTest
    @EnumSource
    void splitsAsTheScannersOfKnownExpressionsDo(WordSplit split) {
        Regex regex = new Regex(split.regex());
        Random random = new Random(11);
        String alphabet =
                "abcXYZ'stdrevl019 \u00a0\t\n\r.,/-!\u00e9\u0301\u4e2d\u0130\u01c5\u02b0\u0661\u00b2\ud83d\ude00";
        int[] characters = alphabet.codePoints().toArray();
        for (int round = 0; round < 300; round++) {
            StringBuilder text = new StringBuilder();
            for (int i = random.nextInt(30); i >= 0; i--) {
                text.appendCodePoint(characters[random.nextInt(characters.length)]);
            }
            byte[] utf8 = text.toString().getBytes(StandardCharsets.UTF_8);
            List<String> words = new ArrayList<>();
            byte[] padded = java.util.Arrays.copyOf(utf8, utf8.length + 32);
            for (int at = 0; at < utf8.length; ) {
                int end = split.end(padded, at, utf8.length);
                words.add(new String(utf8, at, end - at, StandardCharsets.UTF_8));
                at = end;
            }

            assertThat(matches(regex, text.toString())).as(text.toString()).isEqualTo(words);
        }
    }

    @ParameterizedTest
    @CsvSource({"(a|a)*b", "(a*)*b", "(a+)+$x", "(a|aa)+c", "a*a*a*a*b", "(?:a?){30}b"})
    void triesNoStateTwice(String pattern) {
        // a matcher that backtracks blindly would not come back
        assertThat(matches(new Regex(pattern), "a".repeat(20_000))).isEmpty();
    }

    @Test
    void givesUpWhatLooksAroundForTooLong() {
        Regex regex = new Regex("(?=(a|b)*c)a");

        assertThatThrownBy(() -> matches(regex, "a".repeat(30_000)))
                .hasMessage("The regular expression \"(?=(a|b)*c)a\" takes too long on this text");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            (a          | '(' without ')'
            a)          | ')' that closes nothing
            [a          | '[' without ']'
            *a          | nothing to repeat
            a\\         | ends in '\\'
            \\p{Nonsense} | property "Nonsense" is not supported
            (a)\\1      | '\\1' is not supported
            \\Xa        | '\\X' is not supported
            (?<=a+)b    | looking behind for matches of different lengths is not supported
            a{2000}     | repetition must be from 0 to 1000, the lower bound first
            [z-a]       | no range
            \\x{110000} | no character has this number
            """)
    void refusesWhatItDoesNotSupport(String pattern, String problem) {
        assertThatThrownBy(() -> new Regex(pattern))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("Invalid regular expression \"" + pattern + "\": at character ")
                .hasMessageEndingWith(problem);
    }

    private static List<String> matches(Regex regex, String text) {
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        Search search = regex.search();
        search.reset(utf8, 0, utf8.length);
        List<String> matches = new ArrayList<>();
        while (search.next()) {
            matches.add(new String(utf8, search.start(), search.end() - search.start(), StandardCharsets.UTF_8));
        }
        regex.giveBack(search);
        return matches;
    }
}
