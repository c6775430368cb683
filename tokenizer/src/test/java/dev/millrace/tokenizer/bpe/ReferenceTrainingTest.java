package dev.millrace.tokenizer.bpe;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.tokenizer.text.ByteSpelling;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/**
 * Training against reference merges whose ties go to the greatest pair of bytes, not to the smallest ids. So they are
 * held against the obvious trainer with that rule, and that trainer with our rule against ours.
 */
@EnabledIfSystemProperty(named = "millrace.reference", matches = ".+")
class ReferenceTrainingTest {
    private static final String END = "<|endoftext|>";

    @Test
    void differsFromTheReferenceByTheRuleForTiesAlone() throws Exception {
        Path folder = Path.of(System.getProperty("millrace.root", ""))
                .resolve(System.getProperty("millrace.reference"))
                .resolve("tokenizers/bpe-train-ref");
        List<String> reference = Files.readAllLines(folder.resolve("train-bpe-reference-merges.txt"));
        WordCounts counts = WordCounts.gpt2();
        counts.add(Files.readString(folder.resolve("corpus.en")));
        List<String> tokens = Merges.alphabet();
        tokens.add(0, END);

        assertThat(new ObviousTrainer(counts, tokens).train(reference.size(), greatestBytes()))
                .isEqualTo(reference);

        BpeTokenizer ours =
                BpeTrainer.train(counts, new BpeTrainer.Settings(257 + reference.size(), 1, List.of(END)), n -> {});
        assertThat(Merges.of(ours.model()))
                .isEqualTo(new ObviousTrainer(counts, tokens).train(reference.size(), ObviousTrainer.smallerIds()));
        assertThat(Merges.of(ours.model())).startsWith("Ġ t", "Ġ a", "h e");
    }

    private static Comparator<ObviousTrainer.Pair> greatestBytes() {
        Comparator<ObviousTrainer.Pair> byLeft =
                Comparator.comparing(pair -> ByteSpelling.bytesOrText(pair.left()), Arrays::compareUnsigned);
        return byLeft.thenComparing(pair -> ByteSpelling.bytesOrText(pair.right()), Arrays::compareUnsigned)
                .reversed();
    }
}
