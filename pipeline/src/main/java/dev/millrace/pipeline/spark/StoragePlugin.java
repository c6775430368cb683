package dev.millrace.pipeline.spark;

import dev.millrace.pipeline.storage.Storage;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.spark.SparkConf;
import org.apache.spark.api.plugin.DriverPlugin;
import org.apache.spark.api.plugin.ExecutorPlugin;
import org.apache.spark.api.plugin.PluginContext;
import org.apache.spark.api.plugin.SparkPlugin;

/**
 * Hands Spark's file system settings to the stages on every executor, which open lists and models without Spark. Named
 * in {@code spark.plugins}.
 */
public final class StoragePlugin implements SparkPlugin {
    @Override
    public DriverPlugin driverPlugin() {
        return null;
    }

    @Override
    public ExecutorPlugin executorPlugin() {
        return new ExecutorPlugin() {
            @Override
            public void init(PluginContext context, Map<String, String> extra) {
                Storage.use(properties(context.conf()));
            }
        };
    }

    private static Map<String, String> properties(SparkConf conf) {
        return Stream.of(conf.getAll()).collect(Collectors.toMap(pair -> pair._1(), pair -> pair._2()));
    }
}
