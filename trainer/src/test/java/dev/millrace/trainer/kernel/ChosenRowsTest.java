package dev.millrace.trainer.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ChosenRowsTest {
    @Test
    void takesVectorsWhereJavaHasThem() {
        boolean there = ModuleLayer.boot().findModule("jdk.incubator.vector").isPresent();
        assertThat(ChosenRows.create().description()).startsWith(there ? "Vector API" : "plain Java");
    }
}
