package dev.millrace.pipeline.dedupe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.millrace.pipeline.words.WordSplit;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class MinHashTest {
    private static final MinHash SHA1 =
            new MinHash(new MinHash.Settings(5, 14, 8, 1, ShingleHash.SHA1_64, WordSplit.WHITESPACE));
    private static final MinHash DEFAULTS = new MinHash(MinHash.Settings.defaults());
    private static final String FOX = "the quick brown fox jumps over the lazy dog";

    @Test
    void drawsTheHashFamilyAsNumpyDoes() {
        MersenneTwister random = new MersenneTwister(1);
        long prime = (1L << 61) - 1;

        assertThat(random.bounded(1, prime, 112))
                .startsWith(775169054918279404L, 1758426461858698313L, 2109959069025162L);
        assertThat(random.bounded(0, prime, 112))
                .startsWith(1062448801025099917L, 1324811268927594100L, 1217488311597731462L);
    }

    @Test
    void matchesTheGoldenVector() {
        assertThat(SHA1.shingles(FOX)).hasSize(5).startsWith(Long.parseUnsignedLong("12313522834835307089"));
        long[] signature = SHA1.signature(FOX).orElseThrow();

        assertThat(signature)
                .hasSize(112)
                .startsWith(585594454516184072L, 284080765670708113L, 594234408324153881L, 226360113463360020L)
                .endsWith(800584869340422436L);
    }

    @Test
    void agreesWithArithmeticOnBigIntegers() {
        MersenneTwister random = new MersenneTwister(1);
        BigInteger prime = BigInteger.ONE.shiftLeft(61).subtract(BigInteger.ONE);
        long[] a = random.bounded(1, prime.longValueExact(), 112);
        long[] b = random.bounded(0, prime.longValueExact(), 112);
        long[] expected = IntStream.range(0, 112)
                .mapToLong(i -> Arrays.stream(DEFAULTS.shingles(FOX))
                        .map(x -> new BigInteger(Long.toUnsignedString(x * a[i] + b[i]))
                                .mod(prime)
                                .longValueExact())
                        .min()
                        .orElseThrow())
                .toArray();

        assertThat(DEFAULTS.signature(FOX).orElseThrow()).isEqualTo(expected);
    }

    @Test
    void hasNoSignatureForFewerWordsThanAShingle() {
        assertThat(DEFAULTS.signature("")).isEmpty();
        assertThat(DEFAULTS.signature("one, two -- three; four!")).isEmpty();
        assertThat(DEFAULTS.signature("one two three four five")).isPresent();
    }

    @Test
    void ignoresCasePunctuationMarksAndValuesOfNumbers() {
        assertThat(DEFAULTS.signature("Das Café, um 12,50 Uhr – geöffnet!").orElseThrow())
                .isEqualTo(
                        DEFAULTS.signature("das cafe\u0301 UM 9 uhr: geoffnet").orElseThrow());
    }

    @Test
    void findsWordsInTextWithoutSpaces() {
        String chinese = "今天天气很好我们一起去公园散步吧";

        assertThat(DEFAULTS.signature(chinese)).isPresent();
        assertThat(SHA1.signature(chinese)).isEmpty();
    }

    @Test
    void givesAKeyForEachBucketThatDependsOnItsRowsAlone() {
        long[] signature = DEFAULTS.signature(FOX).orElseThrow();
        long[] changed = signature.clone();
        changed[8 * 3 + 5]++;
        List<BandKey> keys = DEFAULTS.bands(signature);

        assertThat(keys).hasSize(14).doesNotHaveDuplicates();
        List<BandKey> others = new ArrayList<>(DEFAULTS.bands(changed));
        assertThat(others.set(3, keys.get(3))).isNotEqualTo(keys.get(3));
        assertThat(others).isEqualTo(keys);
    }

    @Test
    void estimatesJaccardSimilarity() {
        Random random = new Random(7);
        List<String> words = random.ints(3000, 0, 1_000_000)
                .mapToObj(i -> "w" + Integer.toString(i, 26).replaceAll("\\d", "z"))
                .toList();
        String one = String.join(" ", words.subList(0, 2000));
        String other = String.join(" ", words.subList(500, 2500));
        long[] first = DEFAULTS.signature(one).orElseThrow();

        assertThat(MinHash.similarity(first, first)).isEqualTo(1);
        assertThat(MinHash.similarity(first, DEFAULTS.signature(other).orElseThrow()))
                .isCloseTo(.6, within(.15));
        assertThatThrownBy(() -> MinHash.similarity(first, new long[3]))
                .hasMessage("Signatures of 112 and 3 values can't be compared");
    }

    @Test
    void namesTheWrongSetting() {
        assertThatThrownBy(() -> new MinHash.Settings(0, 14, 8, 1, ShingleHash.XXH64, WordSplit.WHITESPACE))
                .hasMessage("Invalid ngram: 0 (must be > 0)");
        assertThatThrownBy(() -> new MinHash.Settings(5, 14, 8, -1, ShingleHash.XXH64, WordSplit.WHITESPACE))
                .hasMessage("Invalid seed: -1 (must be 0 to 4294967295)");
        assertThat(MinHash.Settings.defaults().threshold()).isCloseTo(.719, within(.001));
    }

    @Test
    void hashesAVeryLongWordOnce() {
        String page =
                IntStream.range(0, 6).mapToObj(i -> "x".repeat(100_000 + i)).collect(Collectors.joining(" "));

        assertThat(DEFAULTS.shingles(page)).hasSize(2);
    }
}
