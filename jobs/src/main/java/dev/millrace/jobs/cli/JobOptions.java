package dev.millrace.jobs.cli;

import dev.millrace.jobs.config.Configuration;
import dev.millrace.jobs.config.Definition;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Options of every job. */
final class JobOptions {
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

    @Mixin
    SettingsOptions settings;

    /** @param given definitions that the command's own options stand for */
    Configuration configuration(List<String> presets, List<String> given) {
        List<String> all = new ArrayList<>(given);
        if (output != null) {
            all.add(Definition.text("run.output", output));
        }
        if (master != null) {
            all.add(Definition.text("run.master", master));
        }
        return settings.configuration(presets, all);
    }
}
