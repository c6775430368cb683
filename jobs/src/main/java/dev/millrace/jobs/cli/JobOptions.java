package dev.millrace.jobs.cli;

import dev.millrace.jobs.config.Configuration;
import dev.millrace.jobs.job.Stages;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Options of every command that reads the configuration. */
final class JobOptions {
    private static final String REFERENCE = "reference.conf";

    @Option(names = "--config", paramLabel = "FILE", description = "Settings in HOCON, over those of reference.conf.")
    Path config;

    @Option(names = "-D", paramLabel = "KEY=VALUE", description = "One setting, over the file's. May be given often.")
    List<String> definitions = new ArrayList<>();

    @Option(
            names = "--output",
            paramLabel = "DIR",
            description = "Folder of everything that is made (run.output; default millrace-out).")
    String output;

    @Option(
            names = "--master",
            paramLabel = "URL",
            description = "Spark's master (run.master; default local[*]); spark-submit's own stands over it.")
    String master;

    @Option(names = "--print-config", description = "Print the settings that are in force, and do nothing.")
    boolean printConfig;

    @Mixin
    ToolOptions tool;

    /** @param given definitions that the command's own options stand for */
    Configuration configuration(List<String> presets, List<String> given) {
        List<String> files = new ArrayList<>(List.of(REFERENCE));
        files.addAll(presets);
        List<String> all = new ArrayList<>(definitions);
        all.addAll(given);
        if (output != null) {
            all.add("run.output=" + output);
        }
        if (master != null) {
            all.add("run.master=" + master);
        }
        return Configuration.load(files, Optional.ofNullable(config), all, Stages.catalogue());
    }
}
