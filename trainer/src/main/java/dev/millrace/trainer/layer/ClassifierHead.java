package dev.millrace.trainer.layer;

import dev.millrace.trainer.kernel.Kernels;
import dev.millrace.trainer.kernel.Matrix;
import dev.millrace.trainer.spec.HeadSpec;
import java.util.Arrays;

/** Classes of a sequence. The classes are what its loss counts. */
final class ClassifierHead implements Head {
    private final LastNorm norm;
    private final Pooler pooler;
    private final int classes;

    ClassifierHead(Kernels kernels, HeadSpec.Classifier spec, Tensors tensors) {
        this.norm = new LastNorm(kernels, spec.norm(), tensors);
        this.pooler = new Pooler(kernels, spec.width(), spec.classes(), tensors);
        this.classes = spec.classes();
    }

    @Override
    public int columns() {
        return classes;
    }

    @Override
    public int predictions(Pass pass) {
        return pass.sequences();
    }

    @Override
    public void predict(Matrix x, Matrix y, Pass pass, Memory memory) {
        pooler.forward(norm.forward(x, memory), y, pass, memory);
    }

    @Override
    public Losses loss(Matrix x, Targets targets, Pass pass, Memory memory) {
        return losses(pooler.loss(norm.forward(x, memory), targets.classes(), pass, memory), targets);
    }

    @Override
    public Losses backward(Matrix x, Targets targets, Matrix dx, Pass pass, Memory memory) {
        Matrix normed = norm.forward(x, memory);
        Matrix gradient = norm.gradient(dx, pass);
        pass.kernels().clear(gradient);
        double nats = pooler.backward(normed, targets.classes(), targets.classWeight(), gradient, pass, memory);
        norm.backward(x, gradient, dx, pass, memory);
        return losses(nats, targets);
    }

    private static Losses losses(double nats, Targets targets) {
        return Losses.of(
                nats, Arrays.stream(targets.classes()).filter(c -> c >= 0).count());
    }
}
