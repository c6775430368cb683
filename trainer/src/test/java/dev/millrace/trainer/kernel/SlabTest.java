package dev.millrace.trainer.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.buffer.DataType;

class SlabTest {
    @Test
    void keepsItsMemoryUntilMoreIsAsked() {
        try (Slab slab = new Slab(DataType.FLOAT)) {
            Matrix first = slab.matrix(3, 5);
            first.put(1, 1, 7);
            Matrix again = slab.matrix(5, 3);
            assertThat(again.region()).isSameAs(first.region());
            assertThat(again.at(2, 0)).isEqualTo(7);
            Matrix larger = slab.matrix(4, 4);
            assertThat(larger.region()).isNotSameAs(first.region());
            assertThat(slab.matrix(1, 1).region()).isSameAs(larger.region());
            assertThat(slab.matrix(0, 3).rows()).isZero();
        }
    }
}
