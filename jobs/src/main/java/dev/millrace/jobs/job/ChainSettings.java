package dev.millrace.jobs.job;

import dev.millrace.jobs.config.Choice;
import dev.millrace.pipeline.stage.KeepMeasures;
import dev.millrace.pipeline.stage.StageChain;
import java.util.List;

/**
 * A chain of per-document stages, run in one pass.
 *
 * @param chain in the order in which documents pass them
 * @param keepMeasures whether the values that the rules measure stay with the documents
 * @param shards files of kept and of rejected documents each
 */
public record ChainSettings(List<Choice> chain, KeepMeasures keepMeasures, int shards) {
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

    /** The stages themselves, as the chain of a job. */
    StageChain stageChain(String job) {
        return new StageChain(job, Stages.chain(job, chain).stages(), keepMeasures);
    }
}
