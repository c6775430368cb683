package dev.millrace.tokenizer.format;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** Reads UTF-8 files by the line. */
final class Lines {
    private Lines() {}

    /** Takes one line; the first has the number 1. */
    @FunctionalInterface
    interface Reader {
        void read(String line, int number) throws IOException;
    }

    static void read(Path file, Reader reader) throws IOException {
        int number = 0;
        try (BufferedReader in = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                reader.read(line, ++number);
            }
        } catch (CharacterCodingException e) {
            throw Problem.at(file.toString(), place(number + 1), "no UTF-8 from here on");
        }
    }

    static String place(int number) {
        return "line " + number;
    }
}
