package dev.millrace.pipeline.extract;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Lists of phrases that come with the program, by their names. */
final class WordLists {
    private WordLists() {}

    /** Lines of {@code name.txt} by the headings in brackets above them. */
    static Map<String, List<String>> sections(String name) {
        Map<String, List<String>> sections = new HashMap<>();
        List<String> section = List.of();
        for (String line : read(name)) {
            if (line.startsWith("[") && line.endsWith("]")) {
                section = sections.computeIfAbsent(line.substring(1, line.length() - 1), heading -> new ArrayList<>());
            } else {
                section.add(line);
            }
        }
        return sections;
    }

    /** Lines of {@code name.txt}, without comments. */
    static List<String> read(String name) {
        try (InputStream in = WordLists.class.getResourceAsStream(name + ".txt");
                BufferedReader lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
            return lines.lines()
                    .map(String::strip)
                    .filter(line -> !line.isEmpty() && !line.startsWith("#"))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
