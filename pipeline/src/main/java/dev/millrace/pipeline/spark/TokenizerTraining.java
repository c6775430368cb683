package dev.millrace.pipeline.spark;

import dev.millrace.tokenizer.Tokenizer;
import java.io.IOException;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** One kind of tokenizer from the documents of a corpus. */
sealed interface TokenizerTraining permits BpeTraining, CharacterTraining {

    Trained train(Dataset<Row> documents, StageContext context, WorkFolder work, StageCosts costs) throws IOException;

    static TokenizerTraining of(TokenizerSettings settings) {
        return switch (settings.kind()) {
            case BPE -> BpeTraining.of(settings);
            case CHAR -> CharacterTraining.of(settings);
        };
    }

    /**
     * What came out.
     *
     * @param tokens that the corpus has
     * @param unknown among them, that stand for text the tokenizer can't spell
     * @param distinct units that were counted
     * @param unit that was counted, in the plural
     */
    record Trained(Tokenizer tokenizer, long tokens, long unknown, long distinct, String unit) {}
}
