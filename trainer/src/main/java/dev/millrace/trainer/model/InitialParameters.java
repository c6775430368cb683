package dev.millrace.trainer.model;

import dev.millrace.trainer.loop.FlatVectors;
import dev.millrace.trainer.spec.ElectraSpec;
import dev.millrace.trainer.spec.ModelSpec;
import dev.millrace.trainer.spec.Parameter;
import org.nd4j.linalg.api.ndarray.INDArray;

/** A model's first parameters, drawn from a seed: the same bits on every machine. */
public final class InitialParameters {
    private InitialParameters() {}

    /** θ [P], laid out as {@link ModelSpec#parameters()} says. */
    public static float[] of(ModelSpec spec, long seed) {
        if (spec instanceof ElectraSpec electra) {
            return both(electra, seed);
        }
        INDArray drawn = TransformerGraph.initialParameters(spec, seed);
        float[] parameters = new float[Math.toIntExact(spec.parameterCount())];
        FlatVectors.read(drawn, parameters);
        return parameters;
    }

    private static float[] both(ElectraSpec spec, long seed) {
        float[] all = new float[Math.toIntExact(spec.parameterCount())];
        float[] discriminator = of(spec.discriminator(), seed);
        System.arraycopy(discriminator, 0, all, 0, discriminator.length);
        // another seed, or layers of one name and size would begin alike
        float[] generator = of(spec.generator(), seed + 1);
        int at = discriminator.length;
        for (Parameter parameter : spec.generator().parameters()) {
            if (!ElectraSpec.isShared(parameter)) {
                System.arraycopy(generator, (int) parameter.offset(), all, at, (int) parameter.length());
                at += (int) parameter.length();
            }
        }
        return all;
    }
}
