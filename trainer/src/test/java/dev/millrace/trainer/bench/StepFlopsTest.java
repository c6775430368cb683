package dev.millrace.trainer.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.millrace.trainer.spec.Gpt2Spec;
import org.junit.jupiter.api.Test;

class StepFlopsTest {
    /** C[rows, columns] += A[rows, inner]·B: a multiplication and an addition an element of the inner dimension. */
    private static double product(long rows, long inner, long columns) {
        return 2. * rows * inner * columns;
    }

    @Test
    void countsTheProductsOfGpt2() {
        long width = 256;
        long context = 256;
        int sequences = 8;
        long tokens = sequences * context;
        double forward = product(tokens, width, 8192);
        for (int layer = 0; layer < 4; layer++) {
            forward += product(tokens, width, 3 * width);
            forward += product(tokens, width, width);
            forward += product(tokens, width, 4 * width);
            forward += product(tokens, 4 * width, width);
            for (int head = 0; head < 4 * sequences; head++) {
                forward += product(context, width / 4, context) / 2;
                forward += product(context, context, width / 4) / 2;
            }
        }
        double step = StepFlops.of(Gpt2Spec.of(8192, 256, 256, 4, 4), sequences);
        assertThat(step).isEqualTo(3 * forward);
        assertThat(step / 1e9).isCloseTo(67.65, within(.01));
    }

    @Test
    void growsWithTheBatch() {
        Gpt2Spec model = Gpt2Spec.of(100, 16, 24, 2, 3);
        assertThat(StepFlops.of(model, 6)).isEqualTo(3 * StepFlops.of(model, 2));
    }
}
