package dev.millrace.pipeline.spark;

import dev.millrace.tokenizer.Tokenizer;
import java.io.IOException;
import java.util.SortedMap;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** One kind of tokenizer from the documents of a corpus. */
sealed interface TokenizerTraining permits BpeTraining, CharacterTraining, WordTraining, UnigramTraining {

    Trained train(Dataset<Row> documents, StageContext context, WorkFolder work, StageCosts costs) throws IOException;

    static TokenizerTraining of(TokenizerSettings settings) {
        return switch (settings.kind()) {
            case BPE -> BpeTraining.of(settings);
            case CHAR -> CharacterTraining.of(settings);
            case WORDPIECE_UNCASED, WORDPIECE_CASED, WORD_LEVEL -> WordTraining.of(settings);
            case UNIGRAM -> UnigramTraining.of(settings);
        };
    }

    /**
     * What came out.
     *
     * @param totals of the corpus, by language
     * @param tokens that the corpus has, by language
     * @param unknown among them, that stand for text the tokenizer can't spell
     */
    record Trained(
            Tokenizer tokenizer,
            SortedMap<String, CorpusTotals> totals,
            SortedMap<String, Long> tokens,
            long unknown,
            Counted counted) {}

    /**
     * What the tokenizer was trained from.
     *
     * @param unit that was counted, in the plural
     * @param distinct ones in the corpus
     * @param dropped of those, as the settings keep no more
     * @param droppedOccurrences of the dropped ones in the corpus
     */
    record Counted(String unit, long distinct, long dropped, long droppedOccurrences) {}
}
