package dev.millrace.trainer.layer;

import dev.millrace.trainer.kernel.Activation;
import dev.millrace.trainer.kernel.Kernels;
import dev.millrace.trainer.kernel.Matrix;
import dev.millrace.trainer.spec.ParameterList;
import java.util.Optional;

/** Classes of a sequence from its first position: tanh(x₀·W + b)·U + c. B sequences, d width. Source: BERT. */
final class Pooler {
    private final Transform transform;
    private final Projection classes;
    private final int width;
    private final int count;

    /** @param count of classes */
    Pooler(Kernels kernels, int width, int count, Tensors tensors) {
        this.width = width;
        this.count = count;
        Projection pooler =
                new Projection(kernels, tensors, ParameterList.POOLER_WEIGHT, Optional.of(ParameterList.POOLER_BIAS));
        this.transform = new Transform("pooler", width, Activation.TANH, pooler, Optional.empty());
        this.classes =
                new Projection(kernels, tensors, ParameterList.CLASS_WEIGHT, Optional.of(ParameterList.CLASS_BIAS));
    }

    /** Logits [B, classes]. */
    void forward(Matrix x, Matrix logits, Pass pass, Memory memory) {
        Kernels kernels = pass.kernels();
        Matrix first = first(memory, pass);
        kernels.gather(x, firsts(pass), 0, first);
        classes.forward(transform.forward(first, kernels, memory), logits);
    }

    /** Sum of nats. */
    double loss(Matrix x, int[] wanted, Pass pass, Memory memory) {
        Matrix logits = pass.scratch("classes", pass.sequences(), count);
        forward(x, logits, pass, memory);
        return pass.kernels().crossEntropy(logits, wanted, 0);
    }

    /**
     * Sum of nats; the gradient is added to dx.
     *
     * @param wanted [B] classes
     */
    double backward(Matrix x, int[] wanted, double weight, Matrix dx, Pass pass, Memory memory) {
        Kernels kernels = pass.kernels();
        Matrix first = first(memory, pass);
        kernels.gather(x, firsts(pass), 0, first);
        Matrix pooled = transform.forward(first, kernels, memory);
        Matrix logits = pass.scratch("classes", pass.sequences(), count);
        classes.forward(pooled, logits);
        double nats = kernels.crossEntropyBackward(logits, wanted, 0, weight, logits);
        Matrix dPooled = pass.scratch("pooledGradient", pass.sequences(), width);
        classes.backward(pooled, logits, 0, dPooled);
        Matrix dFirst = pass.scratch("firstGradient", pass.sequences(), width);
        transform.backward(first, dPooled, dFirst, pass, memory);
        kernels.scatterAdd(dFirst, firsts(pass), 0, dx);
        return nats;
    }

    private Matrix first(Memory memory, Pass pass) {
        return memory.matrix("pooler.first", pass.sequences(), width);
    }

    /** Row of each sequence's first position. */
    private static int[] firsts(Pass pass) {
        int[] rows = new int[pass.sequences()];
        for (int sequence = 0; sequence < rows.length; sequence++) {
            rows[sequence] = sequence * pass.context();
        }
        return rows;
    }
}
