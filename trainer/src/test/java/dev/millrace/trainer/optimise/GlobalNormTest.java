package dev.millrace.trainer.optimise;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

class GlobalNormTest {
    @Test
    void addsUpAllChunks() {
        int length = 2 * GlobalNorm.CHUNK + 11;
        float[] vector = new float[length];
        Random random = new Random(3);
        double squares = 0;
        for (int i = 0; i < length; i++) {
            vector[i] = (float) random.nextGaussian();
            squares += (double) vector[i] * vector[i];
        }
        assertThat(GlobalNorm.chunks(length)).isEqualTo(3);
        double[] parts = new double[3];
        for (int chunk = 0; chunk < 3; chunk++) {
            int from = chunk * GlobalNorm.CHUNK;
            float[] part = Arrays.copyOfRange(vector, from, Math.min(length, from + GlobalNorm.CHUNK));
            parts[chunk] = GlobalNorm.squares(part, part.length);
        }
        assertThat(GlobalNorm.of(parts)).isCloseTo(Math.sqrt(squares), within(1e-7 * Math.sqrt(squares)));
    }

    @Test
    void survivesSquaresBeyondSinglePrecision() {
        assertThat(GlobalNorm.of(new double[] {GlobalNorm.squares(new float[] {3e30f, 4e30f}, 2)}))
                .isCloseTo(5e30, within(1e24));
    }

    @Test
    void clipsOnlyWhatIsLonger() {
        Clipping clipping = Clipping.to(Optional.of(1.));
        assertThat(clipping.factor(4)).isEqualTo(1 / (4 + 1e-6));
        assertThat(clipping.factor(.5)).isEqualTo(1);
        assertThat(Clipping.to(Optional.empty()).factor(1e9)).isEqualTo(1);
        assertThatThrownBy(() -> new Clipping.ToNorm(0)).hasMessage("Invalid clip: 0.0 (must be > 0)");
    }
}
