package dev.millrace.pipeline.source;

import dev.millrace.pipeline.document.Content;
import dev.millrace.pipeline.document.Document;
import dev.millrace.pipeline.document.DocumentId;
import dev.millrace.pipeline.document.Provenance;
import dev.millrace.pipeline.outcome.Outcome;
import dev.millrace.pipeline.outcome.Rejection;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.Set;

/**
 * What a record says. Responses, resources and conversions are documents, kept or rejected with the reason; revisits
 * and continuations are documents that lack their page; metadata of a response, as WAT files have it, is a document of
 * what it says; other records speak about documents and are none.
 */
final class WarcRecords {
    private static final Set<String> DOCUMENTS =
            Set.of("response", "resource", "conversion", "revisit", "continuation");

    private final HttpExchange http;

    WarcRecords(long maxPayloadBytes) {
        this.http = new HttpExchange(maxPayloadBytes);
    }

    static boolean mayHoldDocument(WarcHeaders headers) {
        return DOCUMENTS.contains(headers.type());
    }

    /** Empty when the record is no document. */
    Optional<Outcome> read(Provenance place, WarcHeaders headers, byte[] block) {
        return switch (headers.type()) {
            case "response" -> Optional.of(response(place, headers, block));
            case "resource" -> Optional.of(page(place, payload(headers.contentType(), block)));
            case "conversion" -> Optional.of(conversion(place, headers, block));
            case "revisit", "continuation" ->
                Optional.of(rejected(
                        place,
                        payload(headers.contentType(), block),
                        headers.type(),
                        "the record holds no whole page"));
            case "metadata" ->
                headers.contentType().startsWith("application/json") ? WatRecord.read(place, block) : Optional.empty();
            default -> Optional.empty();
        };
    }

    Outcome response(Provenance place, WarcHeaders headers, byte[] block) {
        boolean overHttp = headers.contentType().startsWith("application/http")
                || headers.target().startsWith("http");
        return overHttp ? http.read(place, headers, block) : page(place, payload(headers.contentType(), block));
    }

    private static Outcome conversion(Provenance place, WarcHeaders headers, byte[] block) {
        Content.Payload payload = payload(headers.contentType(), block);
        if (!payload.mediaType().equals("text/plain") && !payload.mediaType().isEmpty()) {
            return page(place, payload);
        }
        DocumentId id = DocumentId.of(place.source(), place.offset(), block);
        Document document = Document.of(id, place, new String(block, StandardCharsets.UTF_8));
        return Outcome.kept(document.withAttribute(Document.MEDIA_TYPE, "text/plain"));
    }

    /** Keeps what is text, by its declared or sniffed type. */
    static Outcome page(Provenance place, Content.Payload payload) {
        if (payload.bytes().length == 0) {
            return rejected(place, payload, "empty-payload", "");
        }
        Optional<String> mediaType = MediaTypes.ofText(payload);
        if (mediaType.isEmpty()) {
            return rejected(place, payload, "media-type", payload.mediaType());
        }
        Content.Payload typed = new Content.Payload(payload.bytes(), mediaType.get(), payload.charset());
        return Outcome.kept(Document.of(place, typed).withAttribute(Document.MEDIA_TYPE, mediaType.get()));
    }

    static Content.Payload payload(String contentType, byte[] bytes) {
        return new Content.Payload(bytes, MediaTypes.essence(contentType), MediaTypes.charset(contentType));
    }

    static Outcome rejected(Provenance place, Content.Payload payload, String rule, String detail) {
        return Outcome.rejected(Document.of(place, payload), Rejection.because(Sources.STAGE, rule, detail));
    }
}
