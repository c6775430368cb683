package dev.millrace.pipeline.extract;

import dev.millrace.pipeline.document.Document;
import dev.millrace.pipeline.outcome.Outcome;
import dev.millrace.pipeline.stage.Stage;

/**
 * Payloads to main text. Rejects what is too big to parse ({@code too-many-bytes}, {@code too-many-nodes}), what is no
 * text ({@code media-type}) and what has no main text ({@code no-main-text}). Documents that are text already pass.
 */
public final class ExtractStage implements Stage {
    private static final long serialVersionUID = 1L;

    private final ExtractSettings settings;

    public ExtractStage(ExtractSettings settings) {
        this.settings = settings;
    }

    @Override
    public String name() {
        return "extract";
    }

    @Override
    public Outcome apply(Document document) {
        throw new UnsupportedOperationException(settings.toString());
    }
}
