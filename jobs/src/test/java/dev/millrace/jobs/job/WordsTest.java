package dev.millrace.jobs.job;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.tokenizer.Tokenizer;
import dev.millrace.tokenizer.bpe.BpeTrainer;
import dev.millrace.tokenizer.bpe.WordCounts;
import dev.millrace.tokenizer.composed.BertParts;
import dev.millrace.tokenizer.composed.ComposedTokenizer;
import dev.millrace.tokenizer.composed.TokenizerParts;
import dev.millrace.tokenizer.normalizer.BertNormalizer;
import dev.millrace.tokenizer.word.WordLevelModel;
import dev.millrace.tokenizer.wordpiece.WordPieceModel;
import dev.millrace.trainer.objective.WordStarts;
import java.util.List;
import org.junit.jupiter.api.Test;

class WordsTest {

    @Test
    void piecesThatGoOnWithAWordBeginNone() {
        WordPieceModel model = new WordPieceModel(
                List.of("[UNK]", "[MASK]", "##ing", "sing", "n", "##2", ".", "\u4e2d", "##\u00e9"),
                WordPieceModel.Settings.bert());
        Tokenizer tokenizer = new ComposedTokenizer(BertParts.of(model, BertNormalizer.uncased()));

        assertThat(Words.facts(tokenizer).words())
                .isEqualTo(starts(true, true, false, true, true, false, true, true, false));
    }

    @Test
    void everyWordOfWordLevelBeginsOne() {
        WordLevelModel model = new WordLevelModel(List.of("<unk>", "a", "b", "."), WordLevelModel.USUAL_UNKNOWN);

        assertThat(Words.facts(new ComposedTokenizer(TokenizerParts.of(model))).words())
                .isEqualTo(starts(true, true, true, true));
    }

    @Test
    void bytesBeginAWordWithASpace() {
        WordCounts counts = WordCounts.gpt2();
        counts.add("sing sing singing");
        Tokenizer tokenizer = BpeTrainer.train(counts, new BpeTrainer.Settings(262, 1, List.of("<|end|>")), size -> {});
        WordStarts words = Words.facts(tokenizer).words();

        assertThat(words).isEqualTo(WordStarts.of(tokenizer.vocabularySize(), id -> {
            String token = tokenizer.token(id);
            return token.startsWith("\u0120")
                    || (token.length() == 1 && isAsciiButLetters(token.charAt(0)))
                    || token.equals("<|end|>")
                    || isControl(token);
        }));
        assertThat(tokenizer.token(tokenizer.vocabularySize() - 1)).contains("ing");
    }

    private static boolean isAsciiButLetters(char c) {
        return c < 0x7F && !Character.isLetterOrDigit(c);
    }

    /** U+0000 to U+0020 and U+007F are spelled from U+0100 on; what follows are halves of characters. */
    private static boolean isControl(String token) {
        return token.length() == 1 && token.charAt(0) >= 0x100 && token.charAt(0) <= 0x121;
    }

    private static WordStarts starts(boolean... begins) {
        return WordStarts.of(begins.length, id -> begins[id]);
    }
}
