package dev.millrace.pipeline.classifier;

import dev.millrace.pipeline.blocklist.Loaded;
import dev.millrace.pipeline.document.Document;
import dev.millrace.pipeline.outcome.Outcome;
import dev.millrace.pipeline.outcome.Rejection;
import dev.millrace.pipeline.stage.NeedsFiles;
import dev.millrace.pipeline.stage.Stage;
import java.io.Serializable;
import java.util.List;

/** Rejects documents that a model of {@code train-classifier} gives too low a score. */
public final class Classifier implements Stage {
    public static final String NAME = "classifier";
    public static final String LOW_SCORE = "low-score";

    /** 0 to 1; kept with every document. */
    public static final String SCORE = NAME + ".score";

    private static final long serialVersionUID = 1L;

    private final Settings settings;
    private final Loaded<LinearModel> model;
    private transient NgramFeatures features;

    /**
     * @param model path of the model, on any Hadoop file system
     * @param minimumScore smallest score that stays, 0 to 1
     */
    public record Settings(String model, double minimumScore) implements Serializable, NeedsFiles {
        public Settings {
            ScoreSettings.check(model, minimumScore);
        }

        @Override
        public List<String> files() {
            return List.of(model);
        }
    }

    /** @throws dev.millrace.pipeline.stage.ResourceException naming a file that is no model */
    public Classifier(Settings settings) {
        this.settings = settings;
        this.model = new Loaded<>(NAME, LinearModel.class, settings.files(), files -> ModelFile.read(files.get(0)));
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Outcome apply(Document document) {
        if (features == null) {
            features = new NgramFeatures(model.get().shape());
        }
        double score = model.get().score(features.of(document.text()));
        Document measured = document.withMeasure(SCORE, score);
        return score < settings.minimumScore()
                ? Outcome.rejected(measured, Rejection.measured(NAME, LOW_SCORE, score, settings.minimumScore()))
                : Outcome.kept(measured);
    }
}
