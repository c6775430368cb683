package dev.millrace.pipeline.perplexity;

import dev.millrace.pipeline.document.Document;
import dev.millrace.pipeline.outcome.Outcome;
import dev.millrace.pipeline.outcome.Rejection;
import dev.millrace.pipeline.stage.ResourceException;
import dev.millrace.pipeline.stage.Stage;
import dev.millrace.pipeline.storage.Storage;
import java.io.IOException;
import java.io.InputStream;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.apache.hadoop.fs.Path;

/**
 * Divides documents by their perplexity under an n-gram model of their language into CCNet's head, middle and tail, and
 * rejects those of unwanted buckets. Leaves {@link #PERPLEXITY} and {@link #BUCKET} on kept and rejected alike.
 */
public final class PerplexityFilter implements Stage {
    public static final String NAME = "perplexity";

    /** Measure: 10^(−log10 p / tokens) of the whole text, ends of sequences among the tokens. */
    public static final String PERPLEXITY = "perplexity.document";

    /** Attribute: head, middle, tail or all. */
    public static final String BUCKET = "perplexity-bucket";

    private static final long serialVersionUID = 1L;

    private final PerplexitySettings settings;
    private transient PerplexityMeter meter;
    private transient Map<String, Cutoffs> cutoffs;

    public PerplexityFilter(PerplexitySettings settings) {
        this.settings = settings;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Outcome apply(Document document) {
        if (meter == null) {
            cutoffs = cutoffs(settings);
            meter = new PerplexityMeter(settings.models());
        }
        OptionalDouble perplexity = meter.measure(document);
        String language = document.attributes().getOrDefault(Document.LANGUAGE, Cutoffs.ANY);
        Optional<Cutoffs> own = Optional.ofNullable(cutoffs.getOrDefault(language, cutoffs.get(Cutoffs.ANY)));
        if (perplexity.isEmpty()) {
            return judged(document, Bucket.ALL, Rejection.because(NAME, name(Bucket.ALL), "no model, or no token"));
        }
        double measured = perplexity.getAsDouble();
        Document marked = document.withMeasure(PERPLEXITY, measured);
        if (own.isEmpty()) {
            return judged(
                    marked, Bucket.ALL, new Rejection(NAME, name(Bucket.ALL), measured, Double.NaN, "no cutoffs", ""));
        }
        Bucket bucket = own.get().bucket(measured);
        return judged(
                marked,
                bucket,
                Rejection.measured(NAME, name(bucket), measured, own.get().limit(bucket)));
    }

    private Outcome judged(Document document, Bucket bucket, Rejection rejection) {
        Document marked = document.withAttribute(BUCKET, name(bucket));
        return settings.keep().contains(bucket) ? Outcome.kept(marked) : Outcome.rejected(marked, rejection);
    }

    private static String name(Bucket bucket) {
        return bucket.name().toLowerCase(Locale.ROOT);
    }

    private static Map<String, Cutoffs> cutoffs(PerplexitySettings settings) {
        Map<String, Cutoffs> cutoffs = new HashMap<>();
        settings.percentiles()
                .map(PerplexityFilter::percentiles)
                .map(percentiles -> percentiles.cutoffs(settings.headPercentile(), settings.tailPercentile()))
                .orElse(List.of())
                .forEach(own -> cutoffs.put(own.language(), own));
        settings.cutoffs().forEach(own -> cutoffs.put(own.language(), own));
        return cutoffs;
    }

    private static Percentiles percentiles(String file) {
        Path path = new Path(file);
        try (InputStream in = path.getFileSystem(Storage.settings()).open(path)) {
            return Percentiles.read(in, file);
        } catch (IOException e) {
            throw new ResourceException(file + ": holds no percentiles that can be read: " + e.getMessage(), e);
        }
    }
}
