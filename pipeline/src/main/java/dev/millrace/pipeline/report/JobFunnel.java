package dev.millrace.pipeline.report;

import java.util.List;

/**
 * How many documents a job let pass. What comes out of one stage goes into the next, and the last one's documents are
 * the job's.
 *
 * @param stages those that rejected documents or are known to have run, in their order
 */
public record JobFunnel(String job, long in, long kept, List<StageFlow> stages) {
    public JobFunnel {
        job = SafeText.line(job, SafeText.NAME);
        stages = List.copyOf(stages);
        long left = in;
        for (StageFlow stage : stages) {
            if (stage.in() != left) {
                throw new IllegalArgumentException("Unbalanced funnel of " + job + ": " + stage.stage() + " took in "
                        + stage.in() + " documents (must be " + left + ")");
            }
            left = stage.kept();
        }
        if (left != kept) {
            throw new IllegalArgumentException("Unbalanced funnel of " + job + ": kept " + kept + " documents (must be "
                    + left + ", what its stages left)");
        }
    }

    public long rejected() {
        return in - kept;
    }

    /** Documents into a stage and out of it. */
    public record StageFlow(String stage, long in, long kept) {
        public StageFlow {
            stage = SafeText.line(stage, SafeText.NAME);
            if (kept < 0 || kept > in) {
                throw new IllegalArgumentException(
                        "Invalid kept: " + kept + " (must be from 0 to " + in + ", the documents in)");
            }
        }

        public long rejected() {
            return in - kept;
        }
    }
}
