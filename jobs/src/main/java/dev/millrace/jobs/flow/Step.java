package dev.millrace.jobs.flow;

import dev.millrace.jobs.job.Run;
import dev.millrace.jobs.summary.Summary;
import java.io.IOException;

/** One job of the flow. */
interface Step {
    Summary run(Run run) throws IOException;
}
