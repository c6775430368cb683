package dev.millrace.pipeline.storage;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class StorageTest {
    @Test
    void takesSparksHadoopPropertiesOfTheProcess() {
        System.setProperty("spark.hadoop.fs.storage-test.endpoint", "one");
        try {
            assertThat(Storage.settings().get("fs.storage-test.endpoint")).isEqualTo("one");
        } finally {
            System.clearProperty("spark.hadoop.fs.storage-test.endpoint");
        }
        assertThat(Storage.settings().get("fs.storage-test.endpoint")).isNull();
    }

    @Test
    void takesOnlyHadoopsPropertiesFromSpark() {
        Storage.use(Map.of("spark.hadoop.fs.storage-test.region", "two", "spark.app.storage-test", "three"));
        assertThat(Storage.settings().get("fs.storage-test.region")).isEqualTo("two");
        assertThat(Storage.settings().get("spark.app.storage-test")).isNull();
        assertThat(Storage.settings().get("app.storage-test")).isNull();
    }
}
