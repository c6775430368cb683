package dev.millrace.jobs.text;

import dev.millrace.jobs.config.Configuration;
import dev.millrace.pipeline.document.Content;
import dev.millrace.pipeline.document.Document;
import dev.millrace.pipeline.document.Provenance;
import dev.millrace.pipeline.extract.ExtractSettings;
import dev.millrace.pipeline.extract.ExtractStage;
import dev.millrace.pipeline.normalise.NormaliseSettings;
import dev.millrace.pipeline.normalise.NormaliseStage;
import dev.millrace.pipeline.outcome.Outcome;
import dev.millrace.pipeline.outcome.Rejection;
import dev.millrace.pipeline.source.Outcomes;
import dev.millrace.pipeline.source.SourceSettings;
import dev.millrace.pipeline.source.SourceSplit;
import dev.millrace.pipeline.source.SourceUnit;
import dev.millrace.pipeline.source.Sources;
import dev.millrace.pipeline.stage.StageChain;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.function.Consumer;

/** Pages read and brought to text; whatever happens to one, the next is read. */
final class PageReading {
    private static final String STANDARD_INPUT = "standard input";

    private final ExtractSettings settings;
    private final StageChain chain;
    private final PageFormat format;

    PageReading(Configuration configuration, PageFormat format) {
        this.format = format;
        this.settings = configuration.read("stages.extract", ExtractSettings.class);
        this.chain = new StageChain(
                "extract",
                List.of(
                        new ExtractStage(settings),
                        new NormaliseStage(configuration.read("stages.normalise", NormaliseSettings.class))));
    }

    PageText standardInput(InputStream in) throws IOException {
        byte[] page = in.readNBytes((int) Math.min(Integer.MAX_VALUE - 8L, settings.maxBytes() + 1));
        return extracted(
                Document.of(new Provenance(STANDARD_INPUT, 0, ""), new Content.Payload(page, "text/html", "")));
    }

    /** A file that holds no page is one page rejected, and so is one that fails on the way. */
    void each(
            SourceSplit split,
            SourceSettings source,
            org.apache.hadoop.conf.Configuration hadoop,
            Consumer<PageText> use) {
        Provenance file = new Provenance(split.file().source(), 0, "");
        boolean any = false;
        try (Outcomes outcomes = Sources.read(new SourceUnit(0, List.of(split)), source, hadoop)) {
            while (outcomes.hasNext()) {
                any = true;
                Outcome found = outcomes.next();
                use.accept(
                        found instanceof Outcome.Kept kept ? extracted(kept.document()) : PageText.of(found, format));
            }
        } catch (UncheckedIOException e) {
            any = true;
            use.accept(PageText.rejected(
                    file, Rejection.because(Sources.STAGE, PageText.UNREADABLE, String.valueOf(e.getMessage()))));
        }
        if (!any && split.length() == split.file().length()) {
            String rule = split.file().length() == 0 ? "empty-file" : "no-page";
            use.accept(PageText.rejected(file, Rejection.because(Sources.STAGE, rule, "")));
        }
    }

    /** A page that brings extraction down is one that has no text. */
    private PageText extracted(Document page) {
        if (page.content() instanceof Content.Payload payload && BinaryData.is(payload.bytes())) {
            return PageText.rejected(page.provenance(), Rejection.because("extract", "binary", ""));
        }
        try {
            return PageText.of(chain.apply(page), format);
        } catch (RuntimeException | StackOverflowError e) {
            return PageText.rejected(page.provenance(), Rejection.because("extract", "failed", e.toString()));
        }
    }
}
