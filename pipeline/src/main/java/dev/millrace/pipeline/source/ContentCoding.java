package dev.millrace.pipeline.source;

import dev.millrace.pipeline.document.Content;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import java.util.zip.Inflater;
import java.util.zip.InflaterInputStream;
import org.brotli.dec.BrotliInputStream;

/** Content encodings of HTTP (RFC 9110): gzip, deflate, br and zstd undone, within a limit. */
final class ContentCoding {
    private static final int ZLIB_METHOD = 8;
    private static final int MOST_CODINGS = 4;

    private ContentCoding() {}

    /** What came out, with the cause where it did not come out whole. */
    @SuppressWarnings("ArrayRecordComponent") // handed on at once, never compared
    record Decoded(byte[] bytes, boolean tooLarge, Optional<String> damage) {}

    /** A payload that does not look as its header says is taken as it stands: crawlers decode and keep the header. */
    static Decoded decode(byte[] payload, String header, long limit) {
        List<String> codings = new ArrayList<>();
        for (String coding : header.split(",")) {
            String name = coding.strip().toLowerCase(Locale.ROOT);
            if (!name.isEmpty() && !name.equals("identity") && !name.equals("none")) {
                codings.add(name);
            }
        }
        if (codings.size() > MOST_CODINGS) {
            return new Decoded(payload, false, Optional.of(codings.size() + " content encodings"));
        }
        Decoded decoded = new Decoded(payload, false, Optional.empty());
        for (int i = codings.size() - 1;
                i >= 0 && !decoded.tooLarge() && decoded.damage().isEmpty();
                i--) {
            decoded = undo(decoded.bytes(), codings.get(i), limit);
        }
        return decoded;
    }

    private static Decoded undo(byte[] payload, String coding, long limit) {
        return switch (coding) {
            case "gzip", "x-gzip" ->
                GzipInput.isGzip(payload)
                        ? read(() -> new GZIPInputStream(new ByteArrayInputStream(payload)), limit)
                        : new Decoded(payload, false, Optional.empty());
            case "deflate" ->
                read(
                        () -> new InflaterInputStream(
                                new ByteArrayInputStream(payload), new Inflater(!isZlib(payload))),
                        limit);
            case "br" -> brotli(payload, limit);
            case "zstd" ->
                Compression.of(payload) == Compression.ZSTD
                        ? read(() -> Compression.ZSTD.decompress(new ByteArrayInputStream(payload)), limit)
                        : new Decoded(payload, false, Optional.empty());
            default -> new Decoded(payload, false, Optional.of("content encoding " + coding));
        };
    }

    /** Brotli has no mark; what can't be its stream and opens like a page was decoded before it was stored. */
    private static Decoded brotli(byte[] payload, long limit) {
        Decoded decoded = read(() -> new BrotliInputStream(new ByteArrayInputStream(payload)), limit);
        if (decoded.damage().isEmpty() && decoded.bytes().length > 0) {
            return decoded;
        }
        return MediaTypes.ofText(new Content.Payload(payload, "", "")).isPresent()
                ? new Decoded(payload, false, Optional.empty())
                : new Decoded(decoded.bytes(), decoded.tooLarge(), Optional.of("no Brotli stream"));
    }

    private interface Opening {
        InputStream open() throws IOException;
    }

    private static Decoded read(Opening opening, long limit) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        byte[] chunk = new byte[1 << 13];
        try (InputStream in = opening.open()) {
            for (int count = in.read(chunk); count >= 0; count = in.read(chunk)) {
                out.write(chunk, 0, count);
                if (out.size() > limit) {
                    return new Decoded(out.toByteArray(), true, Optional.empty());
                }
            }
            return new Decoded(out.toByteArray(), false, Optional.empty());
        } catch (IOException | IllegalStateException e) {
            return new Decoded(
                    out.toByteArray(), false, Optional.of("its content encoding is damaged: " + e.getMessage()));
        }
    }

    // RFC 1950: CM = 8 and (CMF * 256 + FLG) mod 31 = 0
    private static boolean isZlib(byte[] payload) {
        return payload.length >= 2
                && (payload[0] & 0x0F) == ZLIB_METHOD
                && ((payload[0] & 0xFF) * 256 + (payload[1] & 0xFF)) % 31 == 0;
    }
}
