package dev.millrace.jobs.job;

import dev.millrace.jobs.config.Choice;
import java.util.List;

/**
 * A chain of per-document stages, run in one pass.
 *
 * @param chain in the order in which documents pass them
 * @param shards files of kept and of rejected documents each
 */
public record ChainSettings(List<Choice> chain, int shards) {
    public ChainSettings {
        chain = List.copyOf(chain);
        if (shards < 1) {
            throw new IllegalArgumentException("Invalid shards: " + shards + " (must be > 0)");
        }
    }

    /** Names in their order. */
    List<String> stages() {
        return chain.stream().map(Choice::stage).toList();
    }
}
