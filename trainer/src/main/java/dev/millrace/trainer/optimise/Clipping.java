package dev.millrace.trainer.optimise;

import java.io.Serializable;
import java.util.Optional;

/** What becomes of a gradient whose global norm is large. */
public sealed interface Clipping extends Serializable {

    /** Factor of a gradient of this norm, 0 to 1. */
    double factor(double norm);

    /** To a limit where there is one. */
    static Clipping to(Optional<Double> limit) {
        return limit.<Clipping>map(ToNorm::new).orElseGet(None::new);
    }

    /** Gradients are taken as they are. */
    record None() implements Clipping {
        @Override
        public double factor(double norm) {
            return 1;
        }
    }

    /** min(1, limit / (norm + 10⁻⁶)). Source: torch.nn.utils.clip_grad_norm_. */
    record ToNorm(double limit) implements Clipping {
        public ToNorm {
            if (!(limit > 0)) {
                throw new IllegalArgumentException("Invalid clip: " + limit + " (must be > 0)");
            }
        }

        @Override
        public double factor(double norm) {
            return Math.min(1, limit / (norm + 1e-6));
        }
    }
}
