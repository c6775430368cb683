package dev.millrace.pipeline.dedupe;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ComponentsTest {
    @Test
    void joinsChainsIntoOneClusterNamedByItsSmallestMember() {
        Components components = new Components()
                .join("d", "c")
                .join("b", "c")
                .join("x", "y")
                .join("a", "b")
                .join("z", "z");

        assertThat(components.clusters())
                .isEqualTo(Map.of("a", Set.of("a", "b", "c", "d"), "x", Set.of("x", "y"), "z", Set.of("z")));
        assertThat(components.root("d")).isEqualTo("a");
    }
}
