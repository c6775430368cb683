package dev.millrace.trainer.optimise;

import java.util.ArrayList;
import java.util.List;

/**
 * Momentum, orthogonalised, for the matrices that groups name; {@link AdamW} for everything else. A matrix
 * [inputs, outputs] is one piece.
 *
 * <pre>
 * g = scale · gradient
 * m ← μ m + (1 − μ) g           u = μ m + (1 − μ) g
 * θ ← θ − lr · λ · θ − lr · √max(1, outputs / inputs) · orthogonal(u)
 * </pre>
 *
 * Source: Jordan et al., kellerjordan.github.io/posts/muon; torch.optim.Muon, whose matrices are [outputs, inputs].
 */
final class Muon implements Optimiser {
    private final MuonSettings settings;
    private final ParameterGroups groups;
    private final Optimiser others;

    Muon(MuonSettings settings, ParameterGroups groups) {
        this.settings = settings;
        this.groups = groups;
        this.others = settings.others().over(groups);
    }

    @Override
    public List<Range> pieces(int length) {
        List<Range> pieces = new ArrayList<>();
        int at = 0;
        for (ParameterGroups.Group group : groups.groups()) {
            int size = group.rows() * group.columns();
            if (size == 0) {
                continue;
            }
            pieces.addAll(Elementwise.pieces(at, group.from()));
            for (at = group.from(); at < group.to(); at += size) {
                pieces.add(new Range(at, at + size));
            }
        }
        pieces.addAll(Elementwise.pieces(at, length));
        return List.copyOf(pieces);
    }

    @Override
    public void update(
            float[] parameters,
            float[] gradient,
            Moments moments,
            double scale,
            double learningRate,
            long step,
            Range range) {
        for (ParameterGroups.Group group : groups.groups()) {
            if (group.rows() > 0 && group.from() <= range.from() && range.to() <= group.to()) {
                matrix(parameters, gradient, moments.first(), scale, learningRate * group.rate(), group, range.from());
                return;
            }
        }
        others.update(parameters, gradient, moments, scale, learningRate, step, range);
    }

    private void matrix(
            float[] parameters,
            float[] gradient,
            float[] m,
            double scale,
            double rate,
            ParameterGroups.Group group,
            int from) {
        int size = group.rows() * group.columns();
        float momentum = (float) settings.momentum();
        float rest = (float) (1 - settings.momentum());
        float factor = (float) scale;
        float[] u = new float[size];
        for (int i = 0; i < size; i++) {
            float g = gradient[i] * factor;
            float mean = momentum * m[from + i] + rest * g;
            m[from + i] = mean;
            u[i] = momentum * mean + rest * g;
        }
        float[] direction = Orthogonal.of(u, group.rows(), group.columns());
        float kept = (float) (1 - rate * group.weightDecay());
        float taken = (float) (rate * Math.sqrt(Math.max(1, (double) group.columns() / group.rows())));
        for (int i = 0; i < size; i++) {
            parameters[from + i] = parameters[from + i] * kept - taken * direction[i];
        }
    }
}
