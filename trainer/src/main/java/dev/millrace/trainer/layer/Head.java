package dev.millrace.trainer.layer;

import dev.millrace.trainer.kernel.Kernels;
import dev.millrace.trainer.kernel.Matrix;
import dev.millrace.trainer.spec.HeadSpec;
import java.util.Arrays;
import java.util.function.BiConsumer;

/** The last layer: predictions from the residual stream [N, d], and their loss. */
public sealed interface Head permits LanguageHead, MaskedLanguageHead, ClassifierHead, ReplacedHead {

    /** Positions whose logits exist at once. */
    int PIECE = 64;

    /**
     * A head of a specification.
     *
     * @param table of tokens, for heads that share it
     */
    static Head of(Kernels kernels, String layer, HeadSpec spec, Tensors tensors, Table table) {
        if (spec instanceof HeadSpec.Language language) {
            return new LanguageHead(kernels, language, tensors, table);
        }
        if (spec instanceof HeadSpec.MaskedLanguage masked) {
            return new MaskedLanguageHead(kernels, masked, tensors, table);
        }
        if (spec instanceof HeadSpec.Classifier classifier) {
            return new ClassifierHead(kernels, classifier, tensors);
        }
        return new ReplacedHead(kernels, (HeadSpec.Replaced) spec, tensors);
    }

    /** Numbers of one prediction. */
    int columns();

    /** Number of predictions for a batch. */
    int predictions(Pass pass);

    /** y [predictions, columns] ← the logits of all positions or sequences. */
    void predict(Matrix x, Matrix y, Pass pass, Memory memory);

    /** Tells the logits of some positions, in their order, where the head predicts tokens. */
    static void predictRows(
            Head head, Matrix x, int[] rows, Pass pass, Memory memory, BiConsumer<Integer, float[]> told) {
        if (!(head instanceof MaskedLanguageHead masked)) {
            throw new IllegalArgumentException("Invalid head: predicts no masked tokens");
        }
        float[] logits = new float[head.columns()];
        for (int first = 0; first < rows.length; first += PIECE) {
            int count = Math.min(PIECE, rows.length - first);
            Matrix y = pass.scratch("logits", count, head.columns());
            masked.predict(x, Arrays.copyOfRange(rows, first, first + count), y, pass, memory);
            for (int i = 0; i < count; i++) {
                for (int id = 0; id < logits.length; id++) {
                    logits[id] = (float) y.at(i, id);
                }
                told.accept(first + i, logits);
            }
        }
    }

    /** The loss alone. */
    Losses loss(Matrix x, Targets targets, Pass pass, Memory memory);

    /**
     * The loss, and the gradient of its weighted sum.
     *
     * @param dx [N, d], overwritten
     */
    Losses backward(Matrix x, Targets targets, Matrix dx, Pass pass, Memory memory);
}
