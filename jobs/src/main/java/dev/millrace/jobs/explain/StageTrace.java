package dev.millrace.jobs.explain;

import dev.millrace.pipeline.document.Document;
import dev.millrace.pipeline.outcome.Outcome;
import dev.millrace.pipeline.stage.Judgement;
import dev.millrace.pipeline.stage.Judgements;
import dev.millrace.pipeline.stage.Stage;
import dev.millrace.pipeline.stage.StageChain;
import java.util.ArrayList;
import java.util.List;

/**
 * What one stage made of a document.
 *
 * @param job whose chain the stage is of
 * @param stage name of the stage
 * @param before the document as it came in
 * @param outcome what became of it
 * @param judgements rules that were tried
 * @param reached whether the document came this far; else this is what the stage would have said
 */
record StageTrace(
        String job, String stage, Document before, Outcome outcome, List<Judgement> judgements, boolean reached) {

    /** Takes a document through chains, on past a rejection as long as there is text. */
    static List<StageTrace> of(List<StageChain> chains, Document document) {
        List<StageTrace> traces = new ArrayList<>();
        Document current = document;
        boolean reached = true;
        for (StageChain chain : chains) {
            for (Stage stage : chain.stages()) {
                if (!reached && current.text().isEmpty()) {
                    return traces;
                }
                Document before = current;
                List<Judgement> judgements = new ArrayList<>();
                StageChain alone = new StageChain(stage.name(), List.of(stage));
                Outcome outcome = Judgements.listen(judgements, () -> alone.apply(before));
                traces.add(
                        new StageTrace(chain.name(), stage.name(), before, outcome, List.copyOf(judgements), reached));
                reached &= outcome instanceof Outcome.Kept;
                current = outcome.document();
            }
        }
        return traces;
    }

    boolean kept() {
        return outcome instanceof Outcome.Kept;
    }
}
