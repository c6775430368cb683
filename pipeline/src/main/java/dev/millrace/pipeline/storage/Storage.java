package dev.millrace.pipeline.storage;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.hadoop.conf.Configuration;

/**
 * Settings of the Hadoop file systems: Hadoop's own files ({@code core-site.xml} on the class path), and over them what
 * Spark is given as {@code spark.hadoop.KEY}.
 */
public final class Storage {
    private static final String PREFIX = "spark.hadoop.";
    private static final Map<String, String> GIVEN = new ConcurrentHashMap<>();

    private Storage() {}

    /** The settings of this process: a copy, to be changed freely. */
    public static Configuration settings() {
        Configuration settings = new Configuration();
        for (String name : System.getProperties().stringPropertyNames()) {
            set(settings, name, System.getProperty(name));
        }
        GIVEN.forEach((name, value) -> set(settings, name, value));
        return settings;
    }

    /** Takes over Spark's properties in a process that was not started with them, as executors are not. */
    public static void use(Map<String, String> properties) {
        properties.forEach((name, value) -> {
            if (name.startsWith(PREFIX)) {
                GIVEN.put(name, value);
            }
        });
    }

    private static void set(Configuration settings, String name, String value) {
        if (name.startsWith(PREFIX) && value != null) {
            settings.set(name.substring(PREFIX.length()), value);
        }
    }
}
