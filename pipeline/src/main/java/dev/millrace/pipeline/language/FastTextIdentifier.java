package dev.millrace.pipeline.language;

import dev.millrace.pipeline.fasttext.FastTextModel;
import dev.millrace.pipeline.fasttext.Prediction;
import dev.millrace.pipeline.stage.ResourceException;
import dev.millrace.pipeline.storage.Storage;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.hadoop.fs.Path;

/**
 * Tells the language by a fastText model such as lid.176. Labels become codes ({@code eng_Latn} is {@code en}); with
 * candidates, probabilities are shares among those.
 */
final class FastTextIdentifier implements Identifier {
    private static final Map<String, FastTextModel> READ = new ConcurrentHashMap<>();

    private final FastTextModel model;
    private final List<String> candidates;
    private final int maximumCharacters;

    /** @param place of the model, on any Hadoop file system; read once by each process */
    FastTextIdentifier(String place, List<String> candidates, int maximumCharacters) {
        this.model = READ.computeIfAbsent(place, FastTextIdentifier::read);
        this.candidates = List.copyOf(candidates);
        this.maximumCharacters = maximumCharacters;
        List<String> known =
                model.labels().stream().map(FastTextIdentifier::code).toList();
        for (String candidate : candidates) {
            if (!known.contains(candidate)) {
                throw new IllegalArgumentException(
                        "Invalid candidates: " + candidate + " (" + place + " knows no such language)");
            }
        }
    }

    private static FastTextModel read(String place) {
        try {
            Path path = new Path(place);
            try (InputStream in = path.getFileSystem(Storage.settings()).open(path)) {
                return FastTextModel.read(in, place);
            }
        } catch (IOException | IllegalArgumentException e) {
            throw new ResourceException("Invalid model: " + place + " (" + e.getMessage() + ")", e);
        }
    }

    @Override
    public Identification identify(String text) {
        String part = part(text);
        if (part.codePoints().noneMatch(Character::isLetter)) {
            return Identification.undetermined();
        }
        if (candidates.isEmpty()) {
            return model.predict(part, 1).stream()
                    .findFirst()
                    .map(best -> new Identification(code(best.label()), Math.min(1, best.probability())))
                    .orElseGet(Identification::undetermined);
        }
        return among(model.predict(part, model.labels().size()));
    }

    private Identification among(List<Prediction> predictions) {
        double total = 0;
        Prediction best = null;
        for (Prediction prediction : predictions) {
            if (candidates.contains(code(prediction.label()))) {
                total += prediction.probability();
                best = best == null ? prediction : best;
            }
        }
        return best == null || total <= 0
                ? Identification.undetermined()
                : new Identification(code(best.label()), Math.min(1, best.probability() / total));
    }

    private String part(String text) {
        if (text.length() <= maximumCharacters) {
            return text;
        }
        boolean splits = Character.isHighSurrogate(text.charAt(maximumCharacters - 1));
        return text.substring(0, splits ? maximumCharacters - 1 : maximumCharacters);
    }

    /** {@code eng_Latn} to {@code en}, {@code zh} as it is. */
    private static String code(String label) {
        int script = label.indexOf('_');
        return LanguageCodes.shortest(script < 0 ? label : label.substring(0, script));
    }
}
