package dev.millrace.trainer.layer;

import dev.millrace.trainer.kernel.Activation;
import dev.millrace.trainer.kernel.Kernels;
import dev.millrace.trainer.kernel.Matrix;
import dev.millrace.trainer.spec.HeadSpec;
import dev.millrace.trainer.spec.ParameterList;
import java.util.Optional;

/** Whether each token was replaced: z = gelu(x·W + b)·u + c, binary cross-entropy. Source: ELECTRA. */
final class ReplacedHead implements Head {
    private final HeadSpec.Replaced spec;
    private final LastNorm norm;
    private final Transform transform;
    private final Projection prediction;

    ReplacedHead(Kernels kernels, HeadSpec.Replaced spec, Tensors tensors) {
        this.spec = spec;
        this.norm = new LastNorm(kernels, spec.norm(), tensors);
        Projection dense = new Projection(
                kernels, tensors, ParameterList.TRANSFORM_WEIGHT, Optional.of(ParameterList.TRANSFORM_BIAS));
        this.transform = new Transform("replaced", spec.width(), Activation.GELU, dense, Optional.empty());
        this.prediction =
                new Projection(kernels, tensors, ParameterList.CLASS_WEIGHT, Optional.of(ParameterList.CLASS_BIAS));
    }

    @Override
    public int columns() {
        return 1;
    }

    @Override
    public int predictions(Pass pass) {
        return pass.rows();
    }

    @Override
    public void predict(Matrix x, Matrix y, Pass pass, Memory memory) {
        prediction.forward(transform.forward(norm.forward(x, memory), pass.kernels(), memory), y);
    }

    @Override
    public Losses loss(Matrix x, Targets targets, Pass pass, Memory memory) {
        Matrix logits = pass.scratch("replaced", x.rows(), 1);
        predict(x, logits, pass, memory);
        double nats = pass.kernels().binaryCrossEntropyBackward(logits, targets.tokens(), 0, 1);
        return Losses.of(nats, targets.count());
    }

    @Override
    public Losses backward(Matrix x, Targets targets, Matrix dx, Pass pass, Memory memory) {
        Kernels kernels = pass.kernels();
        Matrix normed = norm.forward(x, memory);
        Matrix transformed = transform.forward(normed, kernels, memory);
        Matrix logits = pass.scratch("replaced", x.rows(), 1);
        prediction.forward(transformed, logits);
        double nats = kernels.binaryCrossEntropyBackward(logits, targets.tokens(), 0, targets.tokenWeight());
        Matrix dTransformed = pass.scratch("wide", x.rows(), spec.width());
        prediction.backward(transformed, logits, 0, dTransformed);
        Matrix gradient = norm.gradient(dx, pass);
        transform.backward(normed, dTransformed, gradient, pass, memory);
        norm.backward(x, gradient, dx, pass, memory);
        return Losses.of(nats, targets.count());
    }
}
