package dev.millrace.trainer.layer;

import dev.millrace.trainer.kernel.Kernels;
import dev.millrace.trainer.kernel.Matrix;
import dev.millrace.trainer.spec.HeadSpec;
import dev.millrace.trainer.spec.NormSpec;
import dev.millrace.trainer.spec.Output;
import dev.millrace.trainer.spec.ParameterList;
import java.util.Optional;

/** Logits of every position: norm(x)·scale·Wᵀ, W the token table or a matrix of its own. */
final class LanguageHead implements Head {
    private final HeadSpec.Language spec;
    private final Optional<Norm> norm;
    private final Table table;
    private final Unembedding unembedding;

    LanguageHead(Kernels kernels, HeadSpec.Language spec, Tensors tensors, Table tokens) {
        this.spec = spec;
        this.norm = spec.norm().place() == NormSpec.Place.PRE
                ? Optional.of(new Norm(kernels, spec.norm(), tensors, ParameterList.NORM_GAIN, ParameterList.NORM_BIAS))
                : Optional.empty();
        this.table = spec.output() == Output.OWN ? new Table(tensors, ParameterList.OUTPUT_WEIGHT) : tokens;
        this.unembedding = new Unembedding(kernels, table, tensors, Optional.empty());
    }

    @Override
    public int columns() {
        return unembedding.columns();
    }

    @Override
    public int predictions(Pass pass) {
        return pass.rows();
    }

    @Override
    public void predict(Matrix x, Matrix y, Pass pass, Memory memory) {
        unembedding.logits(normed(x, pass, memory), y);
    }

    @Override
    public Losses loss(Matrix x, Targets targets, Pass pass, Memory memory) {
        Matrix normed = normed(x, pass, memory);
        double nats = unembedding.loss(normed, targets.tokens(), 0, x.rows(), pass);
        return withBalance(Losses.of(nats, targets.count()), pass);
    }

    @Override
    public Losses backward(Matrix x, Targets targets, Matrix dx, Pass pass, Memory memory) {
        Kernels kernels = pass.kernels();
        Matrix normed = normed(x, pass, memory);
        Matrix gradient = norm.isPresent() ? pass.scratch("narrow", x.rows(), x.columns()) : dx;
        double nats = unembedding.backward(normed, targets.tokens(), targets.tokenWeight(), gradient, pass);
        if (spec.output() == Output.OWN) {
            table.finish();
        }
        if (spec.scale() != 1) {
            kernels.scale(gradient, spec.scale());
        }
        if (norm.isPresent()) {
            kernels.clear(dx);
            norm.get().backward(x, statistics(x, memory), gradient, dx);
        }
        pass.balanceWeight(targets.classWeight() * pass.sequences());
        return withBalance(Losses.of(nats, targets.count()), pass);
    }

    private static Losses withBalance(Losses losses, Pass pass) {
        return pass.routed()
                .map(routed -> losses.with(routed.loss() * pass.sequences(), pass.sequences()))
                .orElse(losses);
    }

    private Matrix normed(Matrix x, Pass pass, Memory memory) {
        if (norm.isEmpty() && spec.scale() == 1) {
            return x;
        }
        Matrix normed = memory.matrix("head.normed", x.rows(), x.columns());
        if (norm.isPresent()) {
            norm.get().forward(x, normed, statistics(x, memory));
        } else {
            pass.kernels().copy(x, normed);
        }
        if (spec.scale() != 1) {
            pass.kernels().scale(normed, spec.scale());
        }
        return normed;
    }

    private static Matrix statistics(Matrix x, Memory memory) {
        return memory.matrix("head.statistics", x.rows(), Norm.STATISTICS);
    }
}
