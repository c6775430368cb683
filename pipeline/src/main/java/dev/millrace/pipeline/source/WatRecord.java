package dev.millrace.pipeline.source;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.millrace.pipeline.document.Document;
import dev.millrace.pipeline.document.DocumentId;
import dev.millrace.pipeline.document.Provenance;
import dev.millrace.pipeline.outcome.Outcome;
import dev.millrace.pipeline.outcome.Rejection;
import java.io.IOException;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;

/**
 * Metadata of a crawled page as WAT files hold it (Web Archive Transformation): its document's text is the title, the
 * description and the texts of links, a line each. Metadata of anything but an HTML response is no document.
 */
final class WatRecord {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Set<String> DESCRIPTIONS = Set.of("description", "og:description");

    private WatRecord() {}

    static Optional<Outcome> read(Provenance place, byte[] block) {
        JsonNode envelope;
        try {
            envelope = JSON.readTree(block).path("Envelope");
        } catch (IOException e) {
            String cause = String.valueOf(e.getMessage()).lines().findFirst().orElse("");
            return Optional.of(StoredFile.damage(place, Rejection.because(Sources.STAGE, "broken-json", cause)));
        }
        JsonNode response = envelope.path("Payload-Metadata").path("HTTP-Response-Metadata");
        JsonNode html = response.path("HTML-Metadata");
        if (html.isMissingNode()) {
            return Optional.empty();
        }
        Set<String> lines = new LinkedHashSet<>();
        JsonNode head = html.path("Head");
        String title = head.path("Title").asText("").strip();
        lines.add(title);
        for (JsonNode meta : head.path("Metas")) {
            String name = meta.path("name").asText(meta.path("property").asText(""));
            if (DESCRIPTIONS.contains(name)) {
                lines.add(meta.path("content").asText("").strip());
            }
        }
        for (JsonNode link : html.path("Links")) {
            lines.add(link.path("text").asText("").strip());
        }
        lines.remove("");
        DocumentId id = DocumentId.of(place.source(), place.offset(), block);
        Document document =
                Document.of(id, place, String.join("\n", lines)).withAttribute(Document.MEDIA_TYPE, "text/plain");
        return Optional.of(Outcome.kept(title.isEmpty() ? document : document.withAttribute(Document.TITLE, title)));
    }
}
