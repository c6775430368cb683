package dev.millrace.pipeline.source;

import dev.millrace.pipeline.document.Content;
import dev.millrace.pipeline.outcome.Outcome;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.apache.hadoop.conf.Configuration;

/** Inputs of a few bytes, and what comes out of them. */
final class InputFixture {
    static final Configuration HADOOP = new Configuration(false);

    private InputFixture() {}

    static Path write(Path folder, String name, byte[]... parts) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        Files.write(file, joined(parts));
        return file;
    }

    static byte[] joined(byte[]... parts) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            all.writeBytes(part);
        }
        return all.toByteArray();
    }

    static byte[] gzip(byte[] bytes) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
            gzip.write(bytes);
        }
        return out.toByteArray();
    }

    static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    static byte[] page(String uri, String body) {
        return response(uri, "HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n" + body);
    }

    static byte[] response(String uri, String http) {
        return record("response", uri, "application/http; msgtype=response", utf8(http), utf8(http).length);
    }

    static byte[] record(String type, String uri, String contentType, byte[] block, long length) {
        String header = "WARC/1.0\r\nWARC-Type: " + type + "\r\nWARC-Target-URI: " + uri + "\r\nContent-Type: "
                + contentType + "\r\nContent-Length: " + length + "\r\n\r\n";
        return joined(utf8(header), block, utf8("\r\n\r\n"));
    }

    static SourceSettings settings(Path input, long maxRecordBytes) {
        return settings(input, maxRecordBytes, 32 << 20);
    }

    static SourceSettings settings(Path input, long maxRecordBytes, long unitBytes) {
        SourceSettings defaults = SourceSettings.of(List.of(input.toString()));
        return new SourceSettings(
                defaults.inputs(),
                defaults.format(),
                maxRecordBytes,
                unitBytes,
                defaults.unitFiles(),
                defaults.textField(),
                defaults.uriField(),
                defaults.idField(),
                List.of("lang"),
                List.of(0),
                IndexSelection.defaults());
    }

    static List<Outcome> readAll(Path input) {
        return readAll(settings(input, 1 << 20));
    }

    static List<Outcome> readAll(SourceSettings settings) {
        List<Outcome> outcomes = new ArrayList<>();
        for (SourceUnit unit : Sources.list(settings, HADOOP)) {
            try (Outcomes documents = Sources.read(unit, settings, HADOOP)) {
                documents.forEachRemaining(outcomes::add);
            }
        }
        return outcomes;
    }

    /** Each outcome in one line: the uri or text of what is kept, the key of what is rejected. */
    static List<String> told(List<Outcome> outcomes) {
        return outcomes.stream()
                .map(outcome -> outcome instanceof Outcome.Rejected rejected
                        ? rejected.rejection().key()
                        : content(outcome))
                .toList();
    }

    private static String content(Outcome kept) {
        return kept.document().content() instanceof Content.Payload payload
                ? new String(payload.bytes(), StandardCharsets.UTF_8)
                : kept.document().text();
    }
}
