package dev.millrace.pipeline.quality;

import static dev.millrace.pipeline.quality.Judged.document;
import static dev.millrace.pipeline.quality.Judged.rejection;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.millrace.pipeline.outcome.Outcome;
import dev.millrace.pipeline.outcome.Rejection;
import dev.millrace.pipeline.words.WordSplit;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GopherRepetitionTest {
    private static final String NAME = "gopher-repetition-datatrove";
    private static final GopherRepetition STAGE = new GopherRepetition(GopherRepetition.defaults());

    private static Rejection broken(String rule, double measured, double limit) {
        return Rejection.measured(NAME, rule, measured, limit);
    }

    private static Map<String, Double> measures(String text) {
        return STAGE.apply(document(text)).document().measures();
    }

    /** Words that come but once. */
    private static String fresh(int from, int count) {
        return IntStream.range(from, from + count)
                .mapToObj(i -> "w" + Integer.toString(i + 40, 36))
                .collect(Collectors.joining(" "));
    }

    @Test
    void rejectsEmptyText() {
        assertThat(rejection(STAGE, "")).isEqualTo(broken("empty", 0, 1));
    }

    @Test
    void keepsTextWithoutRepetition() {
        assertThat(STAGE.apply(document(fresh(0, 200)))).isInstanceOf(Outcome.Kept.class);
        assertThat(measures(fresh(0, 200))).hasSize(14).containsEntry(NAME + ".repeated-5-grams", 0.0);
    }

    @Test
    void rejectsRepeatedParagraphs() {
        String text = fresh(0, 30) + "\n\nx\n\n\n\nx\n\n" + fresh(50, 30) + "\n\nx\n\nx\n";

        assertThat(rejection(STAGE, text)).isEqualTo(broken("duplicate-paragraphs", 3 / 6.0, .3));
    }

    @Test
    void rejectsParagraphsWhoseRepetitionFillsTheText() {
        String paragraph = fresh(0, 20);
        String text = paragraph + "\n\na\n\nb\n\nc\n\n" + paragraph;

        assertThat(rejection(STAGE, text))
                .isEqualTo(broken("duplicate-paragraph-characters", (double) paragraph.length() / text.length(), .2));
    }

    @Test
    void rejectsRepeatedLines() {
        String text = fresh(0, 30) + "\nx\n\nx\n" + fresh(50, 30) + "\nx\nx";

        assertThat(rejection(STAGE, text)).isEqualTo(broken("duplicate-lines", 3 / 6.0, .3));
    }

    @Test
    void rejectsLinesWhoseRepetitionFillsTheText() {
        String line = fresh(0, 20);
        String text = line + "\na\nb\nc\n" + line;

        assertThat(rejection(STAGE, text))
                .isEqualTo(broken("duplicate-line-characters", (double) line.length() / text.length(), .2));
    }

    @Test
    void countsEmptyLinesAtTheEndsAsDatatroveDoes() {
        assertThat(measures("\na\nb\n")).containsEntry(NAME + ".duplicate-lines", .25);
    }

    @Test
    void rejectsACommonTwoGramOnceOrMore() {
        assertThat(rejection(STAGE, "ab cd")).isEqualTo(broken("top-2-gram", 1, .2));
        String text = "the big " + fresh(0, 3) + " the big " + fresh(5, 3) + " the big";

        assertThat(rejection(STAGE, text)).isEqualTo(broken("top-2-gram", 21.0 / text.length(), .2));
    }

    @Test
    void takesTheFirstOfEquallyCommonNgrams() {
        assertThat(measures("a b c dddddddd")).containsEntry(NAME + ".top-2-gram", 3 / 14.0);
        assertThat(measures("dddddddd c b a")).containsEntry(NAME + ".top-2-gram", 10 / 14.0);
    }

    @Test
    void rejectsRepeatedFiveGrams() {
        String phrase = "one two three four five";
        String text =
                fresh(0, 20) + " " + phrase + " " + fresh(40, 20) + " " + phrase + " " + fresh(70, 5) + " " + phrase;

        Rejection rejection = rejection(
                new GopherRepetition(new RepetitionSettings(
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        List.of(),
                        List.of(new RepetitionSettings.NgramLimit(5, .15)),
                        WordSplit.SPACY_ENGLISH)),
                text);

        assertThat(rejection).isEqualTo(broken("repeated-5-grams", 38.0 / text.length(), .15));
    }

    @Test
    void joinsRepeatedNgramsByNothing() {
        assertThat(measures("ab c d e f x a bc d e f")).containsEntry(NAME + ".repeated-5-grams", 6 / 23.0);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void agreesWithTheSlowObviousCounts(long seed) {
        Random random = new Random(seed);
        List<String> words = IntStream.range(0, 300)
                .mapToObj(i -> "ab😀c".substring(0, random.nextInt(2) + 1) + random.nextInt(2 + (int) seed))
                .toList();
        String text = String.join(" ", words);
        int length = text.codePointCount(0, text.length());
        MeasuredText measured = new MeasuredText(WordSplit.WHITESPACE.splitter());
        measured.read(text);

        for (int n = 2; n <= 10; n++) {
            assertThat(measured.ngrams().topCharacters(n)).isEqualTo(top(words, n));
            assertThat(measured.ngrams().repeatedCharacters(n)).isEqualTo(repeated(words, n));
        }
        assertThat(measured.length()).isEqualTo(length);
    }

    private static long top(List<String> words, int n) {
        Map<String, Integer> counts = new LinkedHashMap<>();
        for (int i = 0; i + n <= words.size(); i++) {
            counts.merge(String.join(" ", words.subList(i, i + n)), 1, Integer::sum);
        }
        long top = 0;
        int most = 0;
        for (Map.Entry<String, Integer> entry : counts.entrySet()) {
            if (entry.getValue() > most) {
                most = entry.getValue();
                top = (long) entry.getKey().codePointCount(0, entry.getKey().length()) * most;
            }
        }
        return top;
    }

    private static long repeated(List<String> words, int n) {
        Set<String> seen = new HashSet<>();
        long repeated = 0;
        int i = 0;
        while (i + n <= words.size()) {
            String ngram = String.join("", words.subList(i, i + n));
            if (seen.add(ngram)) {
                i++;
            } else {
                repeated += ngram.codePointCount(0, ngram.length());
                i += n;
            }
        }
        return repeated;
    }

    @Test
    void namesTheWrongSetting() {
        assertThatThrownBy(() -> new RepetitionSettings.NgramLimit(0, .1)).hasMessage("Invalid words: 0 (must be > 0)");
    }
}
