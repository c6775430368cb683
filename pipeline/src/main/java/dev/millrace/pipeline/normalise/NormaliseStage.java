package dev.millrace.pipeline.normalise;

import dev.millrace.pipeline.document.Content;
import dev.millrace.pipeline.document.Document;
import dev.millrace.pipeline.stage.Transform;

/** Brings the text of every document into one Unicode form and white-space layout; payloads of bytes pass as they are. */
public final class NormaliseStage implements Transform {
    private static final long serialVersionUID = 1L;

    private final NormaliseSettings settings;

    public NormaliseStage(NormaliseSettings settings) {
        this.settings = settings;
    }

    @Override
    public String name() {
        return "normalise";
    }

    @Override
    public Document edit(Document document) {
        if (!(document.content() instanceof Content.Text)) {
            return document;
        }
        return document.withText(Normaliser.normalise(document.text(), settings));
    }
}
