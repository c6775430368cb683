package dev.millrace.pipeline.fasttext;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.Serializable;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * A trained fastText classifier (Joulin et al. 2016, github.com/facebookresearch/fastText), dense (.bin) or quantised
 * (.ftz): hierarchical softmax, softmax, one-versus-all or negative sampling. Predictions are those of the original
 * within float rounding. Thread-safe; serialisable, so that it can be broadcast.
 */
public final class FastTextModel implements Serializable {
    private static final long serialVersionUID = 1;

    private final ModelSettings settings;
    private final Vocabulary vocabulary;
    private final Matrix input;
    private final Matrix output;
    private final LabelScores scores;

    private FastTextModel(
            ModelSettings settings, Vocabulary vocabulary, Matrix input, Matrix output, LabelScores scores) {
        this.settings = settings;
        this.vocabulary = vocabulary;
        this.input = input;
        this.output = output;
        this.scores = scores;
    }

    /** @throws IOException naming file and offset when it is no whole supervised fastText model */
    public static FastTextModel read(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            return read(in, file.toString());
        }
    }

    /**
     * @param name of the source, for errors
     * @throws IOException naming source and offset when it is no whole supervised fastText model
     */
    public static FastTextModel read(InputStream in, String name) throws IOException {
        ModelFile file = new ModelFile(new BufferedInputStream(in, 1 << 16), name);
        ModelSettings settings = ModelSettings.read(file);
        Vocabulary vocabulary = Vocabulary.read(file, settings);
        boolean quantised = file.flag("input quantisation");
        Matrix input =
                quantised ? Matrix.quantised(file, settings.dimension()) : Matrix.dense(file, settings.dimension());
        boolean outputQuantised = file.flag("output quantisation");
        Matrix output = quantised && outputQuantised
                ? Matrix.quantised(file, settings.dimension())
                : Matrix.dense(file, settings.dimension());
        if (input.rows() < vocabulary.rows()) {
            throw file.damaged(
                    "Invalid rows: " + input.rows() + " (must be " + vocabulary.rows() + " for words and buckets)");
        }
        int labels = vocabulary.labels().size();
        if (output.rows() < labels - (settings.loss() == ModelSettings.Loss.HIERARCHICAL_SOFTMAX ? 1 : 0)) {
            throw file.damaged("Invalid rows: " + output.rows() + " (must be " + labels + " for labels)");
        }
        return new FastTextModel(settings, vocabulary, input, output, scores(settings, vocabulary));
    }

    private static LabelScores scores(ModelSettings settings, Vocabulary vocabulary) {
        int labels = vocabulary.labels().size();
        return switch (settings.loss()) {
            case HIERARCHICAL_SOFTMAX -> new HuffmanScores(vocabulary.labelCounts());
            case SOFTMAX -> new SoftmaxScores(labels);
            case NEGATIVE_SAMPLING, ONE_VERSUS_ALL -> new IndependentScores(labels);
        };
    }

    /** Labels of the model, the commonest in its training data first. */
    public List<String> labels() {
        return vocabulary.labels();
    }

    /**
     * Labels of a text, the most probable first; none for a text without a word or n-gram that the model knows. Line
     * ends count as white space.
     *
     * @param count of labels at most
     */
    public List<Prediction> predict(String text, int count) {
        if (count < 1) {
            throw new IllegalArgumentException("Invalid count: " + count + " (must be > 0)");
        }
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        Rows rows = new Rows();
        int at = 0;
        while (at < utf8.length) {
            int from = at;
            while (at < utf8.length && !isSpace(utf8[at])) {
                at++;
            }
            if (at > from) {
                vocabulary.addWord(utf8, from, at, rows);
            }
            at++;
        }
        vocabulary.addLineEnd(rows);
        if (settings.wordNgrams() > 1) {
            vocabulary.addWordNgrams(rows);
        }
        if (rows.size() == 0) {
            return List.of();
        }
        return scores.best(hidden(rows), output, count).stream()
                .map(scored -> new Prediction(
                        vocabulary.labels().get(scored.label()), Math.min(1, Math.exp(scored.logProbability()))))
                .toList();
    }

    /** Mean of the rows. */
    private float[] hidden(Rows rows) {
        float[] hidden = new float[settings.dimension()];
        for (int i = 0; i < rows.size(); i++) {
            input.addTo(hidden, rows.at(i));
        }
        float share = 1f / rows.size();
        for (int i = 0; i < hidden.length; i++) {
            hidden[i] *= share;
        }
        return hidden;
    }

    private static boolean isSpace(byte b) {
        return b == ' ' || b == '\n' || b == '\r' || b == '\t' || b == 0x0B || b == '\f' || b == 0;
    }
}
