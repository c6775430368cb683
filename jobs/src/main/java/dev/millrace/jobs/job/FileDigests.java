package dev.millrace.jobs.job;

import dev.millrace.jobs.config.Choice;
import dev.millrace.pipeline.stage.NamedFiles;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;

/** SHA-256 of the files that settings name: what is in them shapes a stage's output as the settings do. */
final class FileDigests {
    private static final String SUFFIX = ".sha256";

    private FileDigests() {}

    /** The stage's settings, and the digest of each file that its chain names. */
    static SortedMap<String, String> with(SortedMap<String, String> settings, List<Choice> chain, Configuration hadoop)
            throws IOException {
        SortedMap<String, String> all = new TreeMap<>(settings);
        for (Choice choice : chain) {
            if (choice.settings() instanceof NamedFiles named) {
                all.putAll(of(named, choice.stage(), hadoop));
            }
        }
        return all;
    }

    /** Digests by {@code key[number].sha256}. */
    static SortedMap<String, String> of(NamedFiles named, String key, Configuration hadoop) throws IOException {
        SortedMap<String, String> digests = new TreeMap<>();
        List<String> files = named.files();
        for (int i = 0; i < files.size(); i++) {
            Path path = new Path(files.get(i));
            try (InputStream in = path.getFileSystem(hadoop).open(path)) {
                digests.put(
                        key + ".files[" + i + "]" + SUFFIX, new Digest().add(in).hex());
            }
        }
        return digests;
    }
}
