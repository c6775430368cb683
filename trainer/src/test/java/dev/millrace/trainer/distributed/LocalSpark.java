package dev.millrace.trainer.distributed;

import org.apache.spark.SparkConf;
import org.apache.spark.api.java.JavaSparkContext;

/** A small Spark of this process for tests. */
final class LocalSpark {
    private LocalSpark() {}

    static JavaSparkContext start(String master) {
        return new JavaSparkContext(new SparkConf()
                .setAppName("test")
                .setMaster(master)
                .set("spark.ui.enabled", "false")
                .set("spark.driver.host", "127.0.0.1")
                .set("spark.driver.bindAddress", "127.0.0.1"));
    }
}
