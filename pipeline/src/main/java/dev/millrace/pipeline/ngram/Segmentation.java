package dev.millrace.pipeline.ngram;

import dev.millrace.tokenizer.Tokenizer;
import java.io.Serializable;
import java.util.List;
import java.util.Optional;

/** Text units with the tokenizer that they may need, as it travels to executors. */
public final class Segmentation implements Serializable {
    private static final long serialVersionUID = 1L;

    private final TextUnits units;

    /** One or none. */
    private final List<Tokenizer> tokenizer;

    /**
     * @param tokenizer for {@link TextUnits.Unit#TOKEN}
     * @throws IllegalArgumentException when it is missing
     */
    public Segmentation(TextUnits units, Optional<Tokenizer> tokenizer) {
        if (units.unit() == TextUnits.Unit.TOKEN && tokenizer.isEmpty()) {
            throw new IllegalArgumentException("Invalid tokenizer: none (a model of tokens needs theirs)");
        }
        this.units = units;
        this.tokenizer = tokenizer.map(List::of).orElse(List.of());
    }

    public TextUnits units() {
        return units;
    }

    public Optional<Tokenizer> tokenizer() {
        return tokenizer.stream().findFirst();
    }

    /** A segmenter for the calling thread. */
    public Segmenter segmenter() {
        return new Segmenter(this);
    }
}
