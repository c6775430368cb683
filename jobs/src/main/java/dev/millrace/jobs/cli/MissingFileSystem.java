package dev.millrace.jobs.cli;

import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.hadoop.util.VersionInfo;

/** What to add when the class of a file system that Hadoop knows by name is in none of the jars. */
final class MissingFileSystem {
    private static final Pattern CLASS = Pattern.compile("Class (org\\.apache\\.hadoop\\.fs\\.\\S+) not found");

    /** Hadoop's modules by the package of their file system: core-default.xml names these classes. */
    private static final Map<String, String> MODULES = Map.of(
            "org.apache.hadoop.fs.s3a.", "hadoop-aws",
            "org.apache.hadoop.fs.azure.", "hadoop-azure",
            "org.apache.hadoop.fs.azurebfs.", "hadoop-azure",
            "org.apache.hadoop.fs.adl.", "hadoop-azure-datalake",
            "org.apache.hadoop.fs.aliyun.oss.", "hadoop-aliyun");

    private MissingFileSystem() {}

    static Optional<String> remedy(ClassNotFoundException error) {
        Matcher missing = CLASS.matcher(String.valueOf(error.getMessage()));
        if (!missing.matches()) {
            return Optional.empty();
        }
        String type = missing.group(1);
        return Optional.ofNullable(MODULES.get(type.substring(0, type.lastIndexOf('.') + 1)))
                .map(module -> String.format(
                        "no %s among the jars; add org.apache.hadoop:%s:%s and what it depends on (spark-submit"
                                + " --packages, or MILLRACE_CLASSPATH for bin/millrace)",
                        type.substring(type.lastIndexOf('.') + 1), module, VersionInfo.getVersion()));
    }
}
