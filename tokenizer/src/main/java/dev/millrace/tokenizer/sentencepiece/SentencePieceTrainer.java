package dev.millrace.tokenizer.sentencepiece;

import dev.millrace.tokenizer.unigram.UnigramPiece;
import dev.millrace.tokenizer.unigram.training.SpanCounts;
import dev.millrace.tokenizer.unigram.training.UnigramTrainer;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/** Trains Unigram models that SentencePiece loads. */
public final class SentencePieceTrainer {
    private SentencePieceTrainer() {}

    /**
     * Trains on spans as a {@link SpanCounter} with the same settings counts them.
     *
     * @param progress is told how many pieces are left of the candidates
     * @throws IllegalArgumentException if the alphabet alone is larger than the vocabulary
     */
    public static ModelFile train(
            SpanCounts counts, TrainingSettings settings, Consumer<UnigramTrainer.Progress> progress) {
        List<Piece> pieces = new ArrayList<>(settings.reserved());
        Set<String> texts = new HashSet<>(settings.userDefined());
        for (UnigramPiece learnt : UnigramTrainer.train(counts, settings.unigram(), progress)) {
            if (texts.add(learnt.content())) {
                pieces.add(new Piece(learnt.content(), (float) learnt.score(), PieceType.NORMAL));
            }
        }
        return new ModelFile(
                ModelType.UNIGRAM,
                pieces,
                settings.rules().spelling(),
                settings.rules().charsMap(),
                settings.whiteSpace(),
                settings.byteFallback(),
                settings.names(),
                ModelFile.USUAL_UNKNOWN_SURFACE);
    }
}
