package dev.millrace.tokenizer.format;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import java.io.IOException;

/** One-line errors that begin with the file and the place in it. */
final class Problem {
    private static final int LONGEST = 300;
    private static final String SOURCE = "(?<=\\[)Source: [^;]*; "; // the parser's name of the stream

    private Problem() {}

    static IOException at(String file, String place, String what) {
        return new IOException(oneLine(file + ": " + place + ": " + what));
    }

    static IOException in(String file, String what) {
        return new IOException(oneLine(file + ": " + what));
    }

    static IOException json(String file, JsonProcessingException cause) {
        JsonLocation location = cause.getLocation();
        String place =
                location == null ? "" : "line " + location.getLineNr() + ", column " + location.getColumnNr() + ": ";
        return new IOException(
                oneLine(file + ": " + place + "no valid JSON: "
                        + cause.getOriginalMessage().replaceAll(SOURCE, "")),
                cause);
    }

    private static String oneLine(String text) {
        String line = text.replaceAll("\\s+", " ");
        return line.length() <= LONGEST ? line : line.substring(0, LONGEST) + " …";
    }
}
