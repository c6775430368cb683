package dev.millrace.trainer.layer;

import dev.millrace.trainer.kernel.Kernels;
import dev.millrace.trainer.kernel.Matrix;
import dev.millrace.trainer.spec.HeadSpec;

/** The last layer: predictions from the residual stream [N, d], and their loss. */
public sealed interface Head permits LanguageHead, MaskedLanguageHead, ClassifierHead, ReplacedHead {

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

    /** The loss alone. */
    Losses loss(Matrix x, Targets targets, Pass pass, Memory memory);

    /**
     * The loss, and the gradient of its weighted sum.
     *
     * @param dx [N, d], overwritten
     */
    Losses backward(Matrix x, Targets targets, Matrix dx, Pass pass, Memory memory);
}
