package dev.millrace.pipeline.classifier;

import dev.millrace.pipeline.blocklist.Loaded;
import dev.millrace.pipeline.document.Document;
import dev.millrace.pipeline.fasttext.FastTextModel;
import dev.millrace.pipeline.fasttext.Prediction;
import dev.millrace.pipeline.outcome.Outcome;
import dev.millrace.pipeline.outcome.Rejection;
import dev.millrace.pipeline.stage.NeedsFiles;
import dev.millrace.pipeline.stage.ResourceException;
import dev.millrace.pipeline.stage.Stage;
import dev.millrace.pipeline.storage.Storage;
import java.io.IOException;
import java.io.InputStream;
import java.io.Serializable;
import java.util.List;
import org.apache.hadoop.fs.Path;

/**
 * Rejects documents that a supervised fastText model (.bin, .ftz) gives too small a probability of a label. A text
 * without a word that the model knows has probability 0.
 */
public final class FastTextClassifier implements Stage {
    public static final String NAME = "fasttext-classifier";
    public static final String LOW_PROBABILITY = "low-probability";

    /** Of the label, 0 to 1; kept with every document. */
    public static final String PROBABILITY = NAME + ".probability";

    private static final long serialVersionUID = 1L;

    private final Settings settings;
    private final Loaded<FastTextModel> model;

    /**
     * @param model path of the model, on any Hadoop file system
     * @param label without the prefix {@code __label__}
     * @param minimumScore smallest probability that stays, 0 to 1
     */
    public record Settings(String model, String label, double minimumScore) implements Serializable, NeedsFiles {
        public Settings {
            ScoreSettings.check(model, minimumScore);
        }

        @Override
        public List<String> files() {
            return List.of(model);
        }
    }

    /** @throws ResourceException naming a file that is no model, or that has no such label */
    public FastTextClassifier(Settings settings) {
        this.settings = settings;
        this.model = new Loaded<>(
                NAME, FastTextModel.class, settings.files(), files -> FastTextClassifier.read(files.get(0)));
        List<String> labels = model.get().labels();
        if (!labels.contains(settings.label())) {
            throw new ResourceException(settings.model() + ": has no label " + settings.label() + " (has "
                    + String.join(", ", labels.subList(0, Math.min(10, labels.size())))
                    + (labels.size() > 10 ? ", …)" : ")"));
        }
    }

    private static FastTextModel read(String file) {
        Path path = new Path(file);
        try (InputStream in = path.getFileSystem(Storage.settings()).open(path)) {
            return FastTextModel.read(in, file);
        } catch (IOException e) {
            String message = String.valueOf(e.getMessage());
            throw new ResourceException(message.startsWith(file) ? message : file + ": " + message, e);
        }
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Outcome apply(Document document) {
        FastTextModel labels = model.get();
        double probability = labels.predict(document.text(), labels.labels().size()).stream()
                .filter(prediction -> prediction.label().equals(settings.label()))
                .mapToDouble(Prediction::probability)
                .findFirst()
                .orElse(0);
        Document measured = document.withMeasure(PROBABILITY, probability);
        return probability < settings.minimumScore()
                ? Outcome.rejected(
                        measured, Rejection.measured(NAME, LOW_PROBABILITY, probability, settings.minimumScore()))
                : Outcome.kept(measured);
    }
}
