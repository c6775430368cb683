package dev.millrace.pipeline.ngram;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.millrace.pipeline.ngram.TextUnits.Letters;
import dev.millrace.pipeline.ngram.TextUnits.Sequence;
import dev.millrace.pipeline.ngram.TextUnits.Unit;
import dev.millrace.pipeline.words.WordSplit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SegmenterTest {
    private static String read(TextUnits units, String text) {
        List<String> tokens = new ArrayList<>();
        new Segmentation(units, Optional.empty()).segmenter().read(text, new TokenSink() {
            @Override
            public void token(char[] spelled, int from, int to) {
                tokens.add(new String(spelled, from, to - from));
            }

            @Override
            public void end() {
                tokens.add("|");
            }
        });
        return String.join(" ", tokens);
    }

    @Test
    void everyLineWithAWordIsASequence() {
        assertThat(read(TextUnits.whiteSpaceWords(), "To be,\n\n \t\nor Not\n")).isEqualTo("To be, | or Not |");
        assertThat(read(TextUnits.whiteSpaceWords(), "")).isEmpty();
    }

    @Test
    void aDocumentIsOneSequenceAndCaseCanBeFolded() {
        TextUnits units = new TextUnits(Unit.WORD, WordSplit.WORD_OR_MARK, Letters.LOWER_CASE, Sequence.DOCUMENT);
        assertThat(read(units, "To be,\nor Not")).isEqualTo("to be , or not |");
    }

    @Test
    void charactersAreSpelledSoThatAFileCanHoldThem() {
        TextUnits units = new TextUnits(Unit.CHARACTER, WordSplit.WHITESPACE, Letters.AS_IS, Sequence.DOCUMENT);
        assertThat(read(units, "a \n\u2581\ud83d\ude00\ud800"))
                .isEqualTo("a \u2581 <U+000A> <U+2581> \ud83d\ude00 <U+D800> |");
    }

    @Test
    void aWordHoldsNoHalfOfASurrogatePair() {
        assertThat(read(TextUnits.whiteSpaceWords(), "a\ud800b \udc00 \ud83d\ude00\u0000"))
                .isEqualTo("a\ufffdb \ufffd \ud83d\ude00\u2581 |");
    }

    @Test
    void tokensNeedTheirTokenizer() {
        TextUnits units = new TextUnits(Unit.TOKEN, WordSplit.WHITESPACE, Letters.AS_IS, Sequence.LINE);
        assertThatThrownBy(() -> new Segmentation(units, Optional.empty()))
                .hasMessage("Invalid tokenizer: none (a model of tokens needs theirs)");
    }
}
