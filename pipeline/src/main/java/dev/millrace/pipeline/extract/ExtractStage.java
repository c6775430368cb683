package dev.millrace.pipeline.extract;

import dev.millrace.pipeline.document.Content;
import dev.millrace.pipeline.document.Document;
import dev.millrace.pipeline.outcome.Outcome;
import dev.millrace.pipeline.outcome.Rejection;
import dev.millrace.pipeline.stage.Stage;
import java.nio.charset.Charset;
import java.util.Map;
import java.util.Set;

/**
 * Payloads to main text. Rejects what is too big to parse ({@code too-many-bytes}, {@code too-many-nodes}), what is no
 * text ({@code media-type}, {@code binary}) and what has no main text ({@code no-main-text}). Documents that are text already pass.
 */
public final class ExtractStage implements Stage {
    private static final long serialVersionUID = 1L;
    private static final String NAME = "extract";
    private static final Set<String> HTML = Set.of("text/html", "application/xhtml+xml", "");
    private static final String PLAIN = "text/plain";

    private final ExtractSettings settings;

    public ExtractStage(ExtractSettings settings) {
        this.settings = settings;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Outcome apply(Document document) {
        if (!(document.content() instanceof Content.Payload payload)) {
            return Outcome.kept(document);
        }
        boolean html = HTML.contains(payload.mediaType());
        if (!html && !payload.mediaType().equals(PLAIN)) {
            return Outcome.rejected(document, Rejection.because(NAME, "media-type", payload.mediaType()));
        }
        if (payload.bytes().length > settings.maxBytes()) {
            return tooMany(document, "too-many-bytes", payload.bytes().length, settings.maxBytes());
        }
        if (BinaryData.is(payload.bytes())) {
            return Outcome.rejected(document, Rejection.because(NAME, "binary", ""));
        }
        Charset charset = CharsetDetection.detect(payload.bytes(), payload.charset());
        Document decoded = document.withAttribute(Document.CHARSET, charset.name());
        String text = withoutMark(new String(payload.bytes(), charset));
        if (!html) {
            return judged(document, decoded.withText(text));
        }
        try {
            ExtractedPage page = MainText.extract(text, settings);
            for (Map.Entry<String, String> fact : page.facts().entrySet()) {
                decoded = decoded.withAttribute(fact.getKey(), fact.getValue());
            }
            return judged(document, decoded.withText(page.text()));
        } catch (PageTooLargeException e) {
            return tooMany(document, "too-many-nodes", e.nodes(), e.limit());
        }
    }

    private Outcome judged(Document payload, Document extracted) {
        long characters = extracted
                .text()
                .codePoints()
                .filter(c -> !Character.isWhitespace(c))
                .limit(settings.minCharacters())
                .count();
        return characters < settings.minCharacters()
                ? Outcome.rejected(
                        payload,
                        Rejection.measured(NAME, "no-main-text", (double) characters, settings.minCharacters()))
                : Outcome.kept(extracted);
    }

    private static Outcome tooMany(Document document, String rule, long measured, long limit) {
        return Outcome.rejected(document, Rejection.measured(NAME, rule, (double) measured, (double) limit));
    }

    private static String withoutMark(String text) {
        return text.startsWith("\uFEFF") ? text.substring(1) : text;
    }
}
