package dev.millrace.tokenizer.sentencepiece;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.millrace.tokenizer.charsmap.RuleSet;
import dev.millrace.tokenizer.composed.ComposedTokenizer;
import dev.millrace.tokenizer.encoding.SpecialTokens;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class SentencePieceTrainerTest {
    private static final List<String> WORDS = List.of(
            "river",
            "rivers",
            "flow",
            "flows",
            "flowing",
            "stone",
            "stones",
            "mill",
            "mills",
            "miller",
            "race",
            "races",
            "water",
            "waters",
            "wheel",
            "wheels",
            "turn",
            "turns",
            "turning",
            "grain",
            "grains",
            "grind",
            "grinding");

    @Test
    void trainsAModelThatDecodesWhatItEncodes() {
        TrainingSettings settings = settings(90).withUserDefined(List.of("<sep>"));
        ModelFile file = train(settings, 1);
        SentencePieceTokenizer tokenizer = new SentencePieceTokenizer(file);

        assertThat(file.pieces()).hasSizeLessThanOrEqualTo(90);
        assertThat(file.pieces().subList(0, 4))
                .extracting(Piece::content)
                .containsExactly("<unk>", "<s>", "</s>", "<sep>");
        String text = "the miller turns wheels<sep> and grains flowing";
        assertThat(tokenizer.decode(tokenizer.encode("mill wheels<sep> turning")))
                .isEqualTo("mill wheels<sep> turning");
        assertThat(tokenizer.encode(text)).contains(3).hasSizeLessThan(text.length() / 2);
    }

    @Test
    void tokenizerJsonGivesTheSameIds() {
        ModelFile file = train(settings(400).withByteFallback(), 2);
        SentencePieceTokenizer tokenizer = new SentencePieceTokenizer(file);
        ComposedTokenizer json = new ComposedTokenizer(SentencePieceParts.of(file));

        for (String text : List.of("  the mills  turn ", "grinding 語 stones", "", " ", "rivers\nflow")) {
            assertThat(json.encode(text)).as(text).isEqualTo(tokenizer.encode(text));
        }
        int[] ids = tokenizer.encode("grinding 語 stones");
        assertThat(json.decode(ids, SpecialTokens.LEFT_OUT)).isEqualTo("grinding 語 stones");
        assertThat(tokenizer.decode(ids)).isEqualTo("grinding 語 stones");
    }

    @Test
    void refusesSettingsThatCannotWork() {
        assertThatThrownBy(() -> settings(3)).hasMessageContaining("Invalid vocabulary size: 3 (must be > 3");
        assertThatThrownBy(() -> settings(50).withSpecials(List.of("<s>"))).hasMessageContaining("\"<unk>\" must be");
    }

    private static TrainingSettings settings(int size) {
        return TrainingSettings.of(size).withRules(RuleSet.IDENTITY).withThreads(2);
    }

    private static ModelFile train(TrainingSettings settings, long seed) {
        SpanCounter counter = new SpanCounter(settings);
        Random random = new Random(seed);
        for (int i = 0; i < 500; i++) {
            counter.add(random.ints(8, 0, WORDS.size()).mapToObj(WORDS::get).collect(Collectors.joining(" ")));
        }
        return SentencePieceTrainer.train(counter.counts(), settings, progress -> {});
    }
}
