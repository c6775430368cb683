package dev.millrace.pipeline.perplexity;

import dev.millrace.pipeline.document.Document;
import dev.millrace.pipeline.ngram.Score;
import dev.millrace.pipeline.ngram.Scorer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/** Measures documents by the model of their language. An instance is used by one thread at a time. */
public final class PerplexityMeter {
    private final Map<String, String> files = new HashMap<>();
    private final Map<String, Scorer> scorers = new HashMap<>();

    public PerplexityMeter(List<ModelOf> models) {
        models.forEach(model -> files.put(model.language(), model.file()));
    }

    /** Perplexity of the document; empty when its language has no model, or its text no token. */
    public OptionalDouble measure(Document document) {
        String language = document.attributes().getOrDefault(Document.LANGUAGE, Cutoffs.ANY);
        Optional<String> file = Optional.ofNullable(files.getOrDefault(language, files.get(Cutoffs.ANY)));
        if (file.isEmpty()) {
            return OptionalDouble.empty();
        }
        Scorer scorer = scorers.computeIfAbsent(
                file.get(), name -> LoadedModels.of(name).scorer());
        Score score = scorer.score(document.text());
        return score.tokens() == 0 ? OptionalDouble.empty() : OptionalDouble.of(score.perplexity());
    }
}
