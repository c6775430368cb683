package dev.millrace.trainer.optimise;

import java.io.Serializable;

/** Which optimiser, and its numbers. */
public sealed interface OptimiserSettings extends Serializable
        permits AdamWSettings, AdamSettings, SgdSettings, LionSettings, MuonSettings {

    /** λ of what decays. */
    double weightDecay();

    /** Vectors of the size of the parameters that it keeps between steps: 0 to 2. */
    int moments();

    /** The optimiser over groups of a model's parameters. */
    Optimiser over(ParameterGroups groups);
}
