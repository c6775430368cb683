package dev.millrace.trainer.spec;

import java.io.Serializable;
import java.util.List;

/** The architecture and sizes of a model. */
public sealed interface ModelSpec extends Serializable permits Gpt2Spec {

    /** Number of token ids; every id is below it. */
    int vocabularySize();

    /** Most tokens that the model sees at once. */
    int context();

    /** Every parameter, in the order in which the flat vector holds them, without gaps. */
    List<Parameter> parameters();

    /** Length of the flat vector. */
    default long parameterCount() {
        List<Parameter> all = parameters();
        return all.get(all.size() - 1).end();
    }
}
