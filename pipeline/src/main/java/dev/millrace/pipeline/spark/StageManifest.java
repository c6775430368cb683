package dev.millrace.pipeline.spark;

import java.io.Serializable;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What a committed stage was made from and what it holds: {@code stage.json}, the mark of the commit. Holds no clock,
 * host or absolute path.
 *
 * @param stage name, the folder's too
 * @param key of inputs and configuration, see {@link StageKey}
 * @param configuration settings that shaped the output
 * @param inputs digests by name
 * @param ledger where the documents went
 * @param figures further numbers by name
 * @param files sorted by path
 */
public record StageManifest(
        String stage,
        String key,
        SortedMap<String, String> configuration,
        SortedMap<String, String> inputs,
        Ledger ledger,
        SortedMap<String, Double> figures,
        List<StageFile> files) {
    public static final String FILE = "stage.json";

    public StageManifest {
        configuration = Collections.unmodifiableSortedMap(new TreeMap<>(configuration));
        inputs = Collections.unmodifiableSortedMap(new TreeMap<>(inputs));
        figures = Collections.unmodifiableSortedMap(new TreeMap<>(figures));
        files = List.copyOf(files);
    }

    /**
     * One file of the stage.
     *
     * @param path below the stage's folder
     * @param rows of a Parquet file; 0 for others
     */
    public record StageFile(String path, long rows, long bytes, String sha256) implements Serializable {}
}
