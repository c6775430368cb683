package dev.millrace.pipeline;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Consumer;
import java.util.zip.GZIPInputStream;

/** The reference data beside the checkout, for tests that run only when it is given. */
public final class ReferenceData {
    private static final ObjectMapper JSON = new ObjectMapper();

    private ReferenceData() {}

    /** A file below the folder that {@code millrace.reference} names. */
    public static Path file(String name) {
        return Path.of(System.getProperty("millrace.root", "."))
                .resolve(System.getProperty("millrace.reference"))
                .resolve(name);
    }

    /** Reads gzipped JSON lines; the number of them. */
    public static int forEachLine(String name, Consumer<JsonNode> reader) {
        return forEachText(name, line -> {
            try {
                reader.accept(JSON.readTree(line));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }

    /** Reads the lines of gzipped text; the number of them. */
    public static int forEachText(String name, Consumer<String> reader) {
        try (InputStream in = new GZIPInputStream(Files.newInputStream(file(name)));
                BufferedReader lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
            int count = 0;
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                reader.accept(line);
                count++;
            }
            return count;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
