package dev.millrace.pipeline.spark;

import dev.millrace.pipeline.dedupe.MinHash;
import dev.millrace.pipeline.dedupe.SurvivorPolicy;

/**
 * How duplicates are found and which one stays.
 *
 * @param minhash signatures of near duplicates
 * @param survivor which document of a cluster stays
 * @param shards files of kept and of rejected documents each
 */
public record DedupeSettings(MinHash.Settings minhash, SurvivorPolicy survivor, int shards) {
    public DedupeSettings {
        if (shards < 1) {
            throw new IllegalArgumentException("Invalid shards: " + shards + " (must be > 0)");
        }
    }
}
