package dev.millrace.jobs.text;

import dev.millrace.pipeline.document.Document;
import dev.millrace.pipeline.document.Provenance;
import dev.millrace.pipeline.outcome.Outcome;
import dev.millrace.pipeline.outcome.Rejection;
import java.util.Locale;
import java.util.Optional;

/**
 * What a page came to.
 *
 * @param rendered its text in the format asked for; empty when it was rejected
 * @param characters of the text itself
 * @param rejection why there is no text
 */
record PageText(Provenance page, String rendered, long characters, Optional<Rejection> rejection) {
    /** Rule of files that could not be opened or read. */
    static final String UNREADABLE = "unreadable";

    /** Without the page's bytes, of which there may be many. */
    static PageText of(Outcome outcome, PageFormat format) {
        Document document = outcome.document();
        return outcome instanceof Outcome.Rejected no
                ? rejected(document.provenance(), no.rejection())
                : new PageText(
                        document.provenance(),
                        format.render(document),
                        document.text().length(),
                        Optional.empty());
    }

    static PageText rejected(Provenance page, Rejection rejection) {
        return new PageText(page, "", 0, Optional.of(rejection));
    }

    /** One line; empty when there is a text. */
    String reason() {
        return rejection.map(this::reason).orElse("");
    }

    private String reason(Rejection why) {
        String detail = why.detail().isEmpty() ? "" : ": " + why.detail();
        String limit = Double.isNaN(why.limit())
                ? ""
                : String.format(Locale.ROOT, " (%,.0f, limit %,.0f)", why.measured(), why.limit());
        return (page.source() + ": no text: " + why.key() + limit + detail).replaceAll("\\p{Cntrl}", "?");
    }
}
