package dev.millrace.pipeline.ngram;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;

/** Lines of a text file of numbered lines, with the place of what is wrong in every error. */
final class ArpaLines {
    private static final int LONGEST = 1 << 20;

    private final InputStream in;
    private final String name;
    private byte[] line = new byte[1 << 10];
    private long number;

    ArpaLines(InputStream in, String name) {
        this.in = new BufferedInputStream(in, 1 << 16);
        this.name = name;
    }

    /** The next line without its end, which may be CR LF. */
    Optional<String> next() throws IOException {
        int length = 0;
        int c = read();
        if (c < 0) {
            return Optional.empty();
        }
        number++;
        for (; c >= 0 && c != '\n'; c = read()) {
            if (length == LONGEST) {
                throw damaged("longer than " + LONGEST + " bytes");
            }
            if (length == line.length) {
                line = Arrays.copyOf(line, 2 * length);
            }
            line[length++] = (byte) c;
        }
        if (length > 0 && line[length - 1] == '\r') {
            length--;
        }
        return Optional.of(new String(line, 0, length, StandardCharsets.UTF_8));
    }

    /** The next line that holds more than white space. */
    String nextFilled(String wanted) throws IOException {
        for (Optional<String> next = next(); next.isPresent(); next = next()) {
            if (!next.get().isBlank()) {
                return next.get();
            }
        }
        throw new EOFException(name + ": ends after line " + number + ", before " + wanted);
    }

    private int read() throws IOException {
        try {
            return in.read();
        } catch (EOFException | java.util.zip.ZipException e) {
            throw new IOException(name + ": damaged after line " + number + ": " + e.getMessage());
        }
    }

    IOException damaged(String problem) {
        return new IOException(name + ":" + number + ": " + problem);
    }
}
