package dev.millrace.trainer.optimise;

/**
 * Settings of {@link Muon}, for the matrices of blocks, and of the AdamW that has everything else.
 *
 * @param momentum of the matrices' gradient, 0 ≤ momentum &lt; 1
 * @param others of embeddings, heads, norms and biases; its weight decay is also that of the matrices
 */
public record MuonSettings(double momentum, AdamWSettings others) implements OptimiserSettings {
    public MuonSettings {
        Limits.share("momentum", momentum);
    }

    @Override
    public double weightDecay() {
        return others.weightDecay();
    }

    @Override
    public int moments() {
        return 2;
    }

    @Override
    public Optimiser over(ParameterGroups groups) {
        return new Muon(this, groups);
    }
}
