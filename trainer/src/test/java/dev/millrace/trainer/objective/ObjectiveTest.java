package dev.millrace.trainer.objective;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.millrace.trainer.loop.TokenBatch;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What objectives hide, against the probabilities that their papers state; bounds are four standard deviations. */
class ObjectiveTest {
    private static final int VOCABULARY = 1000;
    private static final int END = 0;
    private static final int CONTEXT = 128;
    private static final int SEQUENCES = 2000;
    private static final WordStarts STARTS = WordStarts.of(VOCABULARY, id -> id % 3 != 1);
    private static final MaskTokens TOKENS = new MaskTokens(VOCABULARY, END);

    static Stream<ObjectiveSettings> objectives() {
        return Stream.of(
                ObjectiveSettings.causal(),
                ObjectiveSettings.of(ObjectiveSettings.Kind.MASKED),
                masked(ObjectiveSettings.Words.WHOLE_WORDS, ObjectiveSettings.Pairs.NEXT_SENTENCE),
                ObjectiveSettings.of(ObjectiveSettings.Kind.SPAN_BOUNDARY),
                ObjectiveSettings.of(ObjectiveSettings.Kind.SPAN_CORRUPTION),
                ObjectiveSettings.of(ObjectiveSettings.Kind.REPLACED_TOKEN));
    }

    @ParameterizedTest
    @MethodSource("objectives")
    void aSequenceIsTheSameWhateverBatchItLiesIn(ObjectiveSettings settings) {
        Objective objective = settings.over(VOCABULARY, END, STARTS);
        ModelBatch whole = objective.batch(packed(40, 8, CONTEXT), 7);
        for (int row = 0; row < 8; row += 2) {
            ModelBatch part = objective.batch(rows(packed(40, 8, CONTEXT), row, 2), 7);
            assertThat(part.input().ids())
                    .isEqualTo(slice(whole.input().ids(), row, whole.input().context()));
            int context = whole.decoderInput().orElse(whole.input()).context();
            assertThat(part.targets()).isEqualTo(slice(whole.targets(), row, context));
        }
        assertThat(objective.batch(packed(40, 8, CONTEXT), 7).targets()).isEqualTo(whole.targets());
        if (settings.kind() != ObjectiveSettings.Kind.CAUSAL) {
            assertThat(objective.batch(packed(40, 8, CONTEXT), 8).targets()).isNotEqualTo(whole.targets());
        }
    }

    @ParameterizedTest
    @MethodSource("objectives")
    void emptyAndTinyRowsAreTaken(ObjectiveSettings settings) {
        Objective objective = settings.over(VOCABULARY, END, STARTS);
        for (int context : new int[] {4, 5, CONTEXT}) {
            TokenBatch packed = packed(0, 4, context);
            packed.lengths()[0] = 0;
            packed.lengths()[1] = 1;
            packed.lengths()[2] = 2;
            ModelBatch batch = objective.batch(packed, 1);
            int limit = VOCABULARY + settings.extraIds();
            assertThat(Arrays.stream(batch.input().ids())).allMatch(id -> id >= 0 && id < limit);
            assertThat(Arrays.stream(batch.targets())).allMatch(id -> id >= -1 && id < limit);
            assertThat(batch.decoderInput().orElse(batch.input()).context()).isEqualTo(settings.targetContext(context));
            assertThat(batch.input().context()).isEqualTo(settings.sourceContext(context));
        }
    }

    @Test
    void masksFifteenPercentEightyTenTen() {
        TokenBatch packed = packed(0, SEQUENCES, CONTEXT);
        ModelBatch batch = ObjectiveSettings.of(ObjectiveSettings.Kind.MASKED)
                .over(VOCABULARY, END, STARTS)
                .batch(packed, 3);
        int chosen = 0;
        int masked = 0;
        int kept = 0;
        for (int r = 0; r < batch.targets().length; r++) {
            int row = r / CONTEXT;
            int t = r % CONTEXT;
            if (batch.targets()[r] < 0) {
                continue;
            }
            chosen++;
            assertThat(batch.targets()[r]).isEqualTo(packed.ids()[row * (CONTEXT + 1) + t - 1]);
            masked += batch.input().ids()[r] == TOKENS.mask() ? 1 : 0;
            kept += batch.input().ids()[r] == batch.targets()[r] ? 1 : 0;
        }
        // round(.15 · 126) of each
        assertThat(chosen).isEqualTo(SEQUENCES * 19);
        assertThat(masked).isCloseTo((int) (.8 * chosen), within(4 * deviation(chosen, .8)));
        // a random token is the same once in a thousand
        assertThat(kept).isCloseTo((int) (.1001 * chosen), within(4 * deviation(chosen, .1)));
        assertThat(batch.tokenWeight()).isEqualTo(1. / 19);
    }

    @Test
    void hidesWholeWords() {
        ModelBatch batch = masked(ObjectiveSettings.Words.WHOLE_WORDS, ObjectiveSettings.Pairs.NONE)
                .over(VOCABULARY, END, STARTS)
                .batch(packed(0, 200, CONTEXT), 3);
        TokenBatch packed = packed(0, 200, CONTEXT);
        int words = 0;
        int cut = 0;
        for (int row = 0; row < 200; row++) {
            for (int t = 2; t < CONTEXT - 1; t++) {
                int r = row * CONTEXT + t;
                boolean goesOn = !STARTS.contains(packed.ids()[row * (CONTEXT + 1) + t - 1]);
                if (goesOn) {
                    words++;
                    cut += batch.targets()[r] >= 0 != batch.targets()[r - 1] >= 0 ? 1 : 0;
                }
            }
        }
        assertThat(words).isGreaterThan(5000);
        assertThat(cut).isLessThan(5);
    }

    @Test
    void judgesPairsOfWhichHalfBelongTogether() {
        ModelBatch batch = masked(ObjectiveSettings.Words.TOKENS, ObjectiveSettings.Pairs.NEXT_SENTENCE)
                .over(VOCABULARY, END, STARTS)
                .batch(packed(0, SEQUENCES, CONTEXT), 3);
        int others = Arrays.stream(batch.classes()).sum();
        // pairs of sequences are swapped together
        assertThat(others).isCloseTo(SEQUENCES / 2, within(2 * 4 * deviation(SEQUENCES / 2, .5)));
        for (int row = 0; row < SEQUENCES; row++) {
            int from = row * CONTEXT;
            int length = batch.input().lengths()[row];
            assertThat(length).as("full, swapped or not").isEqualTo(CONTEXT);
            int[] segments = Arrays.copyOfRange(batch.input().segments(), from, from + length);
            assertThat(segments).isSorted();
            assertThat(batch.input().ids()[from]).isEqualTo(VOCABULARY + 1);
            assertThat(batch.input().ids()[from + length - 1]).isEqualTo(VOCABULARY + 2);
        }
        assertThatThrownBy(() -> masked(ObjectiveSettings.Words.TOKENS, ObjectiveSettings.Pairs.NEXT_SENTENCE)
                        .over(VOCABULARY, END, STARTS)
                        .batch(packed(3, 2, CONTEXT), 3))
                .hasMessageContaining("must be even for next-sentence prediction");
    }

    @Test
    void spansAreGeometricWithBoundariesBesideThem() {
        Draws draws = new Draws(1, 2, Draws.Purpose.SPANS);
        int n = 40_000;
        int[] counts = new int[SpanObjective.LONGEST + 1];
        double sum = 0;
        for (int i = 0; i < n; i++) {
            int length = SpanObjective.length(draws);
            counts[length]++;
            sum += length;
        }
        double whole = 1 - Math.pow(.8, 10);
        for (int length = 1; length <= SpanObjective.LONGEST; length++) {
            double p = .2 * Math.pow(.8, length - 1) / whole;
            assertThat(counts[length]).isCloseTo((int) (p * n), within(4 * deviation(n, p)));
        }
        assertThat(sum / n).isCloseTo(3.8, within(.06)); // the paper's mean
        ModelBatch batch = ObjectiveSettings.of(ObjectiveSettings.Kind.SPAN_BOUNDARY)
                .over(VOCABULARY, END, STARTS)
                .batch(packed(0, SEQUENCES, CONTEXT), 3);
        SpanBoundaries spans = batch.boundaries();
        for (int i = 0; i < spans.rows().length; i++) {
            int left = spans.lefts()[i];
            int right = spans.rights()[i];
            assertThat(batch.targets()[spans.rows()[i]]).isNotNegative();
            assertThat(batch.targets()[left]).isNegative();
            assertThat(batch.targets()[right]).isNegative();
            assertThat(left / CONTEXT).isEqualTo(right / CONTEXT);
            assertThat(spans.places()[i]).isEqualTo(spans.rows()[i] - left - 1);
        }
        long wanted = Arrays.stream(batch.targets()).filter(id -> id >= 0).count();
        assertThat(spans.rows()).hasSize((int) wanted);
        assertThat(wanted).isEqualTo(SEQUENCES * 19L);
    }

    @Test
    void corruptedTextsCanBePutTogetherAgain() {
        SpanCorruptionObjective objective = new SpanCorruptionObjective(VOCABULARY, END, .15, 3);
        SplittableRandom random = new SplittableRandom(4);
        for (int n = 0; n < 300; n++) {
            int[] text = random.ints(n, 1, VOCABULARY).toArray();
            SpanCorruptionObjective.Split split = objective.split(text, new Draws(9, n, Draws.Purpose.SPANS));
            assertThat(restored(split)).containsExactly(text);
            int taken = n < 2 ? 0 : Math.min(n - 1, Math.max(1, (int) Math.round(.15 * n)));
            long sentinels =
                    Arrays.stream(split.source()).filter(id -> id >= VOCABULARY).count();
            assertThat(split.source()).hasSize(n - taken + (int) sentinels + 1);
            assertThat(split.target()).hasSize(taken + (int) sentinels + 1);
            assertThat(sentinels).isEqualTo(taken == 0 ? 0 : Math.min(Math.max(1, Math.round(taken / 3.)), n - taken));
        }
        assertThat(objective.sentinel(0)).isEqualTo(VOCABULARY + 99);
        // the published arithmetic: 568 raw tokens make 512 and 114
        assertThat(SpanCorruptionObjective.sourceContext(568, .15, 3)).isEqualTo(512);
        assertThat(SpanCorruptionObjective.targetContext(568, .15, 3)).isEqualTo(114);
    }

    @Test
    void theDecoderReadsWhatItHasWritten() {
        ModelBatch batch = ObjectiveSettings.of(ObjectiveSettings.Kind.SPAN_CORRUPTION)
                .over(VOCABULARY, END, STARTS)
                .batch(packed(0, 3, CONTEXT), 3);
        TokenRows decoder = batch.decoderInput().orElseThrow();
        for (int row = 0; row < 3; row++) {
            int from = row * decoder.context();
            assertThat(decoder.ids()[from]).isEqualTo(VOCABULARY + SpanCorruptionObjective.SENTINELS);
            for (int t = 1; t < decoder.lengths()[row]; t++) {
                assertThat(decoder.ids()[from + t]).isEqualTo(batch.targets()[from + t - 1]);
            }
        }
    }

    @Test
    void theDiscriminatorIsAskedWhatWasReplaced() {
        ReplacedTokenObjective objective = new ReplacedTokenObjective(TOKENS, .15, 50);
        ModelBatch generator = objective.batch(packed(0, 4, CONTEXT), 1);
        int[] rows = ReplacedTokenObjective.rows(generator);
        assertThat(Arrays.stream(rows)).allMatch(r -> generator.input().ids()[r] == TOKENS.mask());
        int[] drawn = new int[rows.length];
        for (int i = 0; i < drawn.length; i++) {
            drawn[i] = i % 2 == 0 ? generator.targets()[rows[i]] : 5;
        }
        ModelBatch judged = objective.discriminator(generator, drawn);
        for (int i = 0; i < drawn.length; i++) {
            assertThat(judged.input().ids()[rows[i]]).isEqualTo(drawn[i]);
            assertThat(judged.targets()[rows[i]])
                    .isEqualTo(drawn[i] == generator.targets()[rows[i]] ? 0 : 1);
        }
        assertThat(judged.tokenWeight()).isEqualTo(50. / CONTEXT);
        assertThat(Arrays.stream(judged.targets()).filter(label -> label == 1).count())
                .isBetween(drawn.length / 2 - 2L, drawn.length / 2L);
    }

    @Test
    void refusesKeysOfOtherKinds() {
        assertThatThrownBy(() -> new ObjectiveSettings(
                        ObjectiveSettings.Kind.CAUSAL,
                        Optional.empty(),
                        Optional.of(.2),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty()))
                .hasMessage("Invalid share: 0.2 (the objective causal has none)");
        assertThatThrownBy(() -> new ObjectiveSettings(
                        ObjectiveSettings.Kind.MASKED,
                        Optional.empty(),
                        Optional.of(1.),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty()))
                .hasMessage("Invalid share: 1.0 (must be over 0 to below 1)");
    }

    private static int[] restored(SpanCorruptionObjective.Split split) {
        List<Integer> text = new ArrayList<>();
        int t = 0;
        for (int s = 0; s < split.source().length - 1; s++) {
            int id = split.source()[s];
            if (id < VOCABULARY) {
                text.add(id);
                continue;
            }
            assertThat(split.target()[t]).isEqualTo(id);
            t++;
            while (split.target()[t] < VOCABULARY && t < split.target().length - 1) {
                text.add(split.target()[t]);
                t++;
            }
        }
        return text.stream().mapToInt(Integer::intValue).toArray();
    }

    private static ObjectiveSettings masked(ObjectiveSettings.Words words, ObjectiveSettings.Pairs pairs) {
        return new ObjectiveSettings(
                ObjectiveSettings.Kind.MASKED,
                Optional.empty(),
                Optional.empty(),
                Optional.of(words),
                Optional.of(pairs),
                Optional.empty(),
                Optional.empty());
    }

    /** Each row a function of its number. */
    private static TokenBatch packed(long number, int sequences, int context) {
        int[] ids = new int[sequences * (context + 1)];
        int[] lengths = new int[sequences];
        for (int row = 0; row < sequences; row++) {
            SplittableRandom random = new SplittableRandom(number + row);
            for (int t = 0; t <= context; t++) {
                ids[row * (context + 1) + t] = 1 + random.nextInt(VOCABULARY - 1);
            }
            lengths[row] = context + 1;
        }
        return new TokenBatch(number, ids, lengths, sequences, context);
    }

    private static TokenBatch rows(TokenBatch batch, int row, int count) {
        int width = batch.context() + 1;
        return new TokenBatch(
                batch.number() + row,
                Arrays.copyOfRange(batch.ids(), row * width, (row + count) * width),
                Arrays.copyOfRange(batch.lengths(), row, row + count),
                count,
                batch.context());
    }

    private static int[] slice(int[] all, int row, int context) {
        return Arrays.copyOfRange(all, row * context, (row + 2) * context);
    }

    private static int deviation(int n, double p) {
        return (int) Math.ceil(Math.sqrt(n * p * (1 - p)));
    }
}
