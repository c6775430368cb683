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
final class SettingsOptions {
    private static final String REFERENCE = "reference.conf";

    @Option(names = "--config", paramLabel = "FILE", description = "Settings in HOCON, over those of reference.conf.")
    Path config;

    @Option(names = "-D", paramLabel = "KEY=VALUE", description = "One setting, over the file's. May be given often.")
    List<String> definitions = new ArrayList<>();

    @Option(names = "--print-config", description = "Print the settings that are in force, and do nothing.")
    boolean printConfig;

    @Mixin
    ToolOptions tool;

    /**
     * @param presets bundled files over reference.conf
     * @param given definitions that the command's own options stand for
     */
    Configuration configuration(List<String> presets, List<String> given) {
        List<String> files = new ArrayList<>(List.of(REFERENCE));
        files.addAll(presets);
        List<String> all = new ArrayList<>(definitions);
        all.addAll(given);
        return Configuration.load(files, Optional.ofNullable(config), all, Stages.catalogue());
    }
}
