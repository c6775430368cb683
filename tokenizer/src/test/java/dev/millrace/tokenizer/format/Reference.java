package dev.millrace.tokenizer.format;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPInputStream;

/** Reference data, where the system property {@value #PROPERTY} tells its folder. */
public final class Reference {
    public static final String PROPERTY = "millrace.reference";

    private Reference() {}

    public static Path tokenizers(String name) {
        Path root = Path.of(System.getProperty("millrace.root", ""));
        return root.resolve(System.getProperty(PROPERTY)).resolve("tokenizers").resolve(name);
    }

    public static String text(String name) throws IOException {
        try (InputStream in = Files.newInputStream(tokenizers(name));
                InputStream content = name.endsWith(".gz") ? new GZIPInputStream(in) : in) {
            return new String(content.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    /** Unpacks a file into a folder. */
    static Path unpacked(String name, Path folder) throws IOException {
        Path file = folder.resolve("unpacked");
        return Files.writeString(file, text(name));
    }

    /** Rows of comma-separated values; a quoted field may hold commas, newlines and doubled quotes. */
    static List<List<String>> rows(String csv) {
        List<List<String>> rows = new ArrayList<>();
        List<String> row = new ArrayList<>();
        StringBuilder field = new StringBuilder();
        boolean quoted = false;
        for (int i = 0; i < csv.length(); i++) {
            char c = csv.charAt(i);
            if (c == '"') {
                if (quoted && i + 1 < csv.length() && csv.charAt(i + 1) == '"') {
                    field.append(c);
                    i++;
                } else {
                    quoted = !quoted;
                }
            } else if (!quoted && (c == ',' || c == '\n')) {
                row.add(field.toString());
                field.setLength(0);
                if (c == '\n') {
                    rows.add(row);
                    row = new ArrayList<>();
                }
            } else {
                field.append(c);
            }
        }
        return rows;
    }
}
