package dev.millrace.trainer.layer;

import dev.millrace.trainer.kernel.Kernels;
import dev.millrace.trainer.kernel.Matrix;
import dev.millrace.trainer.spec.HeadSpec;
import dev.millrace.trainer.spec.ParameterList;
import java.util.Arrays;
import java.util.Optional;

/**
 * Logits of masked positions: norm(φ(x·W + b))·Eᵀ + c. Only the rows with a target are computed when training. Its
 * second task, where it has one, is added to its loss as extra.
 */
final class MaskedLanguageHead implements Head {
    private final HeadSpec.MaskedLanguage spec;
    private final Tensors tensors;
    private final LastNorm norm;
    private final Transform transform;
    private final Unembedding unembedding;
    private final Optional<Pooler> pairs;
    private final Optional<SpanBoundary> boundary;

    MaskedLanguageHead(Kernels kernels, HeadSpec.MaskedLanguage spec, Tensors tensors, Table table) {
        this.spec = spec;
        this.tensors = tensors;
        this.norm = new LastNorm(kernels, spec.norm(), tensors);
        Projection dense = new Projection(
                kernels, tensors, ParameterList.TRANSFORM_WEIGHT, Optional.of(ParameterList.TRANSFORM_BIAS));
        Norm after = new Norm(
                kernels, spec.norm(), tensors, ParameterList.TRANSFORM_NORM_GAIN, ParameterList.TRANSFORM_NORM_BIAS);
        this.transform = new Transform("masked", spec.embeddingWidth(), spec.activation(), dense, Optional.of(after));
        this.unembedding = new Unembedding(kernels, table, tensors, Optional.of(ParameterList.OUTPUT_BIAS));
        this.pairs = spec.extra() == HeadSpec.MaskedLanguage.Extra.SENTENCE_PAIRS
                ? Optional.of(new Pooler(kernels, spec.width(), 2, tensors))
                : Optional.empty();
        this.boundary = spec.extra() == HeadSpec.MaskedLanguage.Extra.SPAN_BOUNDARY
                ? Optional.of(new SpanBoundary(kernels, spec, tensors, unembedding))
                : Optional.empty();
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
        unembedding.logits(transform.forward(norm.forward(x, memory), pass.kernels(), memory), y);
    }

    /** Logits [B, 2] of whether the second segment follows the first. */
    void predictPairs(Matrix x, Matrix y, Pass pass, Memory memory) {
        pairs.orElseThrow().forward(norm.forward(x, memory), y, pass, memory);
    }

    @Override
    public Losses loss(Matrix x, Targets targets, Pass pass, Memory memory) {
        Matrix normed = norm.forward(x, memory);
        int[] rows = rows(targets);
        Matrix chosen = pass.scratch("chosen", rows.length, x.columns());
        pass.kernels().gather(normed, rows, 0, chosen);
        Matrix transformed = transform.forward(chosen, pass.kernels(), memory);
        Losses losses =
                Losses.of(unembedding.loss(transformed, wanted(targets, rows), 0, rows.length, pass), rows.length);
        if (pairs.isPresent() && targets.classes().length > 0) {
            losses = losses.with(pairs.get().loss(normed, targets.classes(), pass, memory), targets.classes().length);
        }
        if (boundary.isPresent()) {
            losses = losses.with(
                    boundary.get().loss(normed, targets, pass, memory),
                    targets.boundaries().rows().length);
        }
        return losses;
    }

    @Override
    public Losses backward(Matrix x, Targets targets, Matrix dx, Pass pass, Memory memory) {
        Kernels kernels = pass.kernels();
        Matrix normed = norm.forward(x, memory);
        int[] rows = rows(targets);
        Matrix chosen = pass.scratch("chosen", rows.length, x.columns());
        kernels.gather(normed, rows, 0, chosen);
        Matrix transformed = transform.forward(chosen, kernels, memory);
        kernels.clear(tensors.gradient(ParameterList.OUTPUT_BIAS));
        Matrix dTransformed = pass.scratch("transformedGradient", rows.length, spec.embeddingWidth());
        Losses losses = Losses.of(
                unembedding.backward(transformed, wanted(targets, rows), targets.tokenWeight(), dTransformed, pass),
                rows.length);
        Matrix dChosen = pass.scratch("chosenGradient", rows.length, x.columns());
        transform.backward(chosen, dTransformed, dChosen, pass, memory);
        Matrix gradient = norm.gradient(dx, pass);
        kernels.clear(gradient);
        kernels.scatterAdd(dChosen, rows, 0, gradient);
        if (pairs.isPresent()) {
            int[] classes = targets.classes().length > 0 ? targets.classes() : none(pass.sequences());
            double nats = pairs.get().backward(normed, classes, targets.classWeight(), gradient, pass, memory);
            losses =
                    losses.with(nats, Arrays.stream(classes).filter(c -> c >= 0).count());
        }
        if (boundary.isPresent()) {
            losses = losses.with(
                    boundary.get().backward(normed, targets, gradient, pass, memory),
                    targets.boundaries().rows().length);
        }
        norm.backward(x, gradient, dx, pass, memory);
        return losses;
    }

    private static int[] none(int count) {
        int[] classes = new int[count];
        Arrays.fill(classes, -1);
        return classes;
    }

    /** Those with a target. */
    private static int[] rows(Targets targets) {
        int[] rows = new int[Math.toIntExact(targets.count())];
        int n = 0;
        for (int r = 0; r < targets.tokens().length; r++) {
            if (targets.tokens()[r] >= 0) {
                rows[n] = r;
                n++;
            }
        }
        return rows;
    }

    private static int[] wanted(Targets targets, int[] rows) {
        return Arrays.stream(rows).map(row -> targets.tokens()[row]).toArray();
    }
}
