package dev.millrace.pipeline.stage;

import dev.millrace.pipeline.document.Document;
import dev.millrace.pipeline.outcome.Outcome;
import dev.millrace.pipeline.outcome.Rejection;
import java.util.List;

/**
 * Stages one after the other; the first rejection ends the document's way. A stage that fails on a document rejects
 * that document under the rule {@value #FAILED}, so that one bad page never costs the job or its neighbours; only a
 * missing resource ends the work.
 *
 * @param keep whether what the stages measure stays with documents; what came with them always does
 */
public record StageChain(String name, List<Stage> stages, KeepMeasures keep) implements Stage {
    public static final String FAILED = "failed";

    public StageChain {
        stages = List.copyOf(stages);
    }

    /** Keeps all measures. */
    public StageChain(String name, List<Stage> stages) {
        this(name, stages, KeepMeasures.ALL);
    }

    /** The same chain with other stages. */
    public StageChain with(List<Stage> others) {
        return new StageChain(name, others, keep);
    }

    @Override
    public Outcome apply(Document document) {
        Outcome outcome = judge(document);
        if (keep == KeepMeasures.ALL) {
            return outcome;
        }
        Document bare = outcome.document().withMeasuresOf(document);
        return outcome instanceof Outcome.Rejected rejected
                ? Outcome.rejected(bare, rejected.rejection())
                : Outcome.kept(bare);
    }

    private Outcome judge(Document document) {
        Document current = document;
        for (Stage stage : stages) {
            Outcome outcome = guarded(stage, current);
            if (outcome instanceof Outcome.Rejected) {
                return outcome;
            }
            current = outcome.document();
        }
        return Outcome.kept(current);
    }

    private static Outcome guarded(Stage stage, Document document) {
        try {
            return stage.apply(document);
        } catch (ResourceException e) {
            throw e;
        } catch (RuntimeException | StackOverflowError e) {
            return Outcome.rejected(document, Rejection.because(stage.name(), FAILED, cause(e)));
        }
    }

    private static String cause(Throwable e) {
        String message = e.getMessage() == null
                ? ""
                : ": " + e.getMessage().lines().findFirst().orElse("");
        return e.getClass().getSimpleName() + message;
    }
}
