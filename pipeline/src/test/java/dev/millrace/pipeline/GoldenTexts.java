package dev.millrace.pipeline;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.function.Consumer;

/** Committed texts of our own with what other programs make of them, one JSON object a line. */
public final class GoldenTexts {
    private static final ObjectMapper JSON = new ObjectMapper();

    private GoldenTexts() {}

    /** Reads a resource beside a class; the number of texts. */
    public static int forEach(Class<?> beside, String name, Consumer<JsonNode> reader) {
        int texts = 0;
        try (BufferedReader lines =
                new BufferedReader(new InputStreamReader(beside.getResourceAsStream(name), StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                reader.accept(JSON.readTree(line));
                texts++;
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return texts;
    }

    /** Of the text's UTF-8, in hexadecimal. */
    public static String sha1(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-1").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
