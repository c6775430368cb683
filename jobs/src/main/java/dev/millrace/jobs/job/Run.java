package dev.millrace.jobs.job;

import dev.millrace.jobs.config.Configuration;
import dev.millrace.jobs.progress.Display;
import dev.millrace.pipeline.spark.StoragePlugin;
import dev.millrace.pipeline.storage.Storage;
import org.apache.hadoop.fs.Path;
import org.apache.spark.SparkConf;
import org.apache.spark.sql.SparkSession;

/** What a job works with. Spark starts when it is first asked for. */
public final class Run implements AutoCloseable {
    /** Set by spark-submit. */
    private static final String SUBMITTED_MASTER = "spark.master";

    private static final String PLUGINS = "spark.plugins";
    private static final String STORAGE = StoragePlugin.class.getName();

    private final Configuration configuration;
    private final RunSettings settings;
    private final Display display;
    private SparkSession spark;

    public Run(Configuration configuration, Display display) {
        this.configuration = configuration;
        this.settings = configuration.read("run", RunSettings.class);
        this.display = display;
    }

    public Configuration configuration() {
        return configuration;
    }

    public RunSettings settings() {
        return settings;
    }

    public Display display() {
        return display;
    }

    /** A folder of the output, such as {@code dedupe}. */
    public Path folder(String name) {
        return new Path(settings.output(), name);
    }

    public SparkSession spark() {
        if (spark == null) {
            spark = SparkSession.builder().config(sparkConf()).getOrCreate();
        }
        return spark;
    }

    /** Hadoop's settings, with Spark's when it runs. */
    public org.apache.hadoop.conf.Configuration hadoop() {
        return spark == null ? Storage.settings() : spark.sparkContext().hadoopConfiguration();
    }

    private SparkConf sparkConf() {
        SparkConf conf = new SparkConf()
                .setIfMissing("spark.app.name", "millrace")
                .setIfMissing("spark.sql.session.timeZone", "UTC")
                .setIfMissing("spark.sql.shuffle.partitions", Integer.toString(settings.partitions()))
                .setIfMissing("spark.ui.showConsoleProgress", "false");
        String plugins = conf.get(PLUGINS, "");
        conf.set(PLUGINS, plugins.isEmpty() ? STORAGE : plugins + "," + STORAGE);
        if (System.getProperty(SUBMITTED_MASTER) == null) {
            conf.setMaster(settings.master()).setIfMissing("spark.ui.enabled", "false");
        }
        return conf;
    }

    @Override
    public void close() {
        if (spark != null) {
            spark.stop();
        }
    }
}
