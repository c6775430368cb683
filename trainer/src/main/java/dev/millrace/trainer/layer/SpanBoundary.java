package dev.millrace.trainer.layer;

import dev.millrace.trainer.kernel.Kernels;
import dev.millrace.trainer.kernel.Matrix;
import dev.millrace.trainer.spec.HeadSpec;
import dev.millrace.trainer.spec.ParameterList;
import java.util.Arrays;
import java.util.Optional;

/**
 * The span-boundary objective: a token of a masked span from the positions beside the span and its place p in it.
 *
 * <pre>
 * h = norm(φ([x_left; x_right; place_p]·W₁ + b₁))     y = norm(φ(h·W₂ + b₂))     z = y·Eᵀ + c
 * </pre>
 *
 * Source: Joshi et al., arXiv 1907.10529.
 */
final class SpanBoundary {
    private final HeadSpec.MaskedLanguage spec;
    private final Tensors tensors;
    private final Transform inner;
    private final Transform outer;
    private final Unembedding unembedding;

    SpanBoundary(Kernels kernels, HeadSpec.MaskedLanguage spec, Tensors tensors, Unembedding unembedding) {
        this.spec = spec;
        this.tensors = tensors;
        this.unembedding = unembedding;
        this.inner = transform(
                kernels,
                "boundaryIn",
                ParameterList.BOUNDARY_IN_WEIGHT,
                ParameterList.BOUNDARY_IN_BIAS,
                new Norm(
                        kernels,
                        spec.norm(),
                        tensors,
                        ParameterList.BOUNDARY_IN_NORM_GAIN,
                        ParameterList.BOUNDARY_IN_NORM_BIAS));
        this.outer = transform(
                kernels,
                "boundaryOut",
                ParameterList.BOUNDARY_OUT_WEIGHT,
                ParameterList.BOUNDARY_OUT_BIAS,
                new Norm(
                        kernels,
                        spec.norm(),
                        tensors,
                        ParameterList.BOUNDARY_OUT_NORM_GAIN,
                        ParameterList.BOUNDARY_OUT_NORM_BIAS));
    }

    /** Sum of nats. */
    double loss(Matrix x, Targets targets, Pass pass, Memory memory) {
        Matrix inputs = inputs(x, targets.boundaries(), pass);
        Matrix y = outer.forward(inner.forward(inputs, pass.kernels(), memory), pass.kernels(), memory);
        return unembedding.loss(y, wanted(targets), 0, y.rows(), pass);
    }

    /** Sum of nats; the gradient is added to dx, that of the vocabulary's bias to what it holds. */
    double backward(Matrix x, Targets targets, Matrix dx, Pass pass, Memory memory) {
        Kernels kernels = pass.kernels();
        Targets.Boundaries boundaries = targets.boundaries();
        int n = boundaries.rows().length;
        Matrix inputs = inputs(x, boundaries, pass);
        Matrix hidden = inner.forward(inputs, kernels, memory);
        Matrix y = outer.forward(hidden, kernels, memory);
        Matrix dY = pass.scratch("transformedGradient", n, spec.embeddingWidth());
        double nats = unembedding.backward(y, wanted(targets), targets.tokenWeight(), dY, pass);
        Matrix dHidden = pass.scratch("boundaryHiddenGradient", n, spec.embeddingWidth());
        outer.backward(hidden, dY, dHidden, pass, memory);
        Matrix dInputs = pass.scratch("boundaryInputGradient", n, inputs.columns());
        inner.backward(inputs, dHidden, dInputs, pass, memory);
        kernels.scatterAdd(left(dInputs), boundaries.lefts(), 0, dx);
        kernels.scatterAdd(right(dInputs), boundaries.rights(), 0, dx);
        Matrix dPlaces = tensors.gradient(ParameterList.BOUNDARY_PLACES);
        kernels.clear(dPlaces);
        kernels.scatterAdd(place(dInputs), boundaries.places(), 0, dPlaces);
        return nats;
    }

    private Transform transform(Kernels kernels, String name, String weight, String bias, Norm norm) {
        Projection projection = new Projection(kernels, tensors, weight, Optional.of(bias));
        return new Transform(name, spec.embeddingWidth(), spec.activation(), projection, Optional.of(norm));
    }

    /** [n, 2d + e]. */
    private Matrix inputs(Matrix x, Targets.Boundaries boundaries, Pass pass) {
        Kernels kernels = pass.kernels();
        Matrix inputs =
                pass.scratch("boundaryInputs", boundaries.rows().length, 2 * spec.width() + spec.embeddingWidth());
        kernels.gather(x, boundaries.lefts(), 0, left(inputs));
        kernels.gather(x, boundaries.rights(), 0, right(inputs));
        kernels.gather(tensors.value(ParameterList.BOUNDARY_PLACES), boundaries.places(), 0, place(inputs));
        return inputs;
    }

    private Matrix left(Matrix inputs) {
        return inputs.block(0, 0, inputs.rows(), spec.width());
    }

    private Matrix right(Matrix inputs) {
        return inputs.block(0, spec.width(), inputs.rows(), spec.width());
    }

    private Matrix place(Matrix inputs) {
        return inputs.block(0, 2 * spec.width(), inputs.rows(), spec.embeddingWidth());
    }

    private static int[] wanted(Targets targets) {
        return Arrays.stream(targets.boundaries().rows())
                .map(row -> targets.tokens()[row])
                .toArray();
    }
}
