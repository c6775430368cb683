package dev.millrace.trainer.checkpoint;

import dev.millrace.trainer.spec.ModelSpec;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What decides the bits of a run: only a run of the same identity may go on from a checkpoint.
 *
 * @param seed of first parameters and order of sequences
 * @param tokenizer fingerprint
 * @param model its architecture
 * @param configuration recipe and data, by key
 */
public record RunIdentity(long seed, String tokenizer, ModelSpec model, SortedMap<String, String> configuration) {
    public RunIdentity {
        configuration = Collections.unmodifiableSortedMap(new TreeMap<>(configuration));
    }

    /** What differs, each as {@code key: this, that}; empty when they are one. */
    public List<String> differences(RunIdentity that) {
        SortedMap<String, String> here = flat();
        SortedMap<String, String> there = that.flat();
        SortedSet<String> keys = new TreeSet<>(here.keySet());
        keys.addAll(there.keySet());
        List<String> differences = new ArrayList<>();
        for (String key : keys) {
            String mine = here.getOrDefault(key, "absent");
            String other = there.getOrDefault(key, "absent");
            if (!mine.equals(other)) {
                differences.add(key + ": " + mine + ", " + other);
            }
        }
        return differences;
    }

    private SortedMap<String, String> flat() {
        SortedMap<String, String> all = new TreeMap<>(configuration);
        all.put("seed", Long.toString(seed));
        all.put("tokenizer", tokenizer);
        all.put("model", model.toString());
        return all;
    }
}
