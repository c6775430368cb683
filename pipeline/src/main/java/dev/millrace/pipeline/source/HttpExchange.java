package dev.millrace.pipeline.source;

import dev.millrace.pipeline.document.Content;
import dev.millrace.pipeline.document.Provenance;
import dev.millrace.pipeline.outcome.Outcome;
import dev.millrace.pipeline.outcome.Rejection;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.ReadableByteChannel;
import java.util.Arrays;
import java.util.Optional;
import org.netpreserve.jwarc.HttpResponse;
import org.netpreserve.jwarc.LengthedBody;

/** Answers of web servers as WARC response records hold them. */
final class HttpExchange {
    private final long maxPayloadBytes;

    HttpExchange(long maxPayloadBytes) {
        this.maxPayloadBytes = maxPayloadBytes;
    }

    Outcome read(Provenance place, WarcHeaders headers, byte[] block) {
        HttpResponse response;
        try {
            ReadableByteChannel channel = Channels.newChannel(new ByteArrayInputStream(block));
            response = HttpResponse.parse(LengthedBody.create(channel, ByteBuffer.allocate(0), block.length));
        } catch (IOException | RuntimeException e) {
            return WarcRecords.rejected(place, WarcRecords.payload("", block), "broken-http", firstLine(e));
        }
        String contentType = response.headers().first("Content-Type").orElse("");
        Content.Payload asFound = WarcRecords.payload(contentType, body(response, block));
        if (response.status() / 100 != 2) {
            return StoredFile.judged(
                    place, asFound, Rejection.measured(Sources.STAGE, "http-status", response.status(), 299));
        }
        String coding = response.headers().first("Content-Encoding").orElse("");
        ContentCoding.Decoded decoded = ContentCoding.decode(asFound.bytes(), coding, maxPayloadBytes);
        if (decoded.tooLarge()) {
            return StoredFile.tooLarge(place, decoded.bytes().length, maxPayloadBytes);
        }
        if (decoded.damage().isPresent() && !(headers.truncated() && decoded.bytes().length > 0)) {
            return WarcRecords.rejected(
                    place, asFound, "content-encoding", decoded.damage().get());
        }
        return WarcRecords.page(place, WarcRecords.payload(contentType, decoded.bytes()));
    }

    /** Transfer encodings undone; as it stands where a crawler has undone them and left the header. */
    private static byte[] body(HttpResponse response, byte[] block) {
        byte[] raw = Arrays.copyOfRange(block, headerEnd(block), block.length);
        Optional<String> transfer = response.headers().first("Transfer-Encoding");
        if (transfer.isEmpty()) {
            return raw;
        }
        try {
            return response.body().stream().readAllBytes();
        } catch (IOException | RuntimeException e) {
            return raw;
        }
    }

    private static int headerEnd(byte[] block) {
        for (int at = 0; at + 1 < block.length; at++) {
            if (block[at] == '\n' && block[at + 1] == '\n') {
                return at + 2;
            }
            if (block[at] == '\n' && block[at + 1] == '\r' && at + 2 < block.length && block[at + 2] == '\n') {
                return at + 3;
            }
        }
        return block.length;
    }

    private static String firstLine(Exception e) {
        return String.valueOf(e.getMessage()).lines().findFirst().orElse("");
    }
}
