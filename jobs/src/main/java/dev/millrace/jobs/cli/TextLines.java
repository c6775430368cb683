package dev.millrace.jobs.cli;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Lines of UTF-8, ended by a line feed and nothing else; one line in memory at a time. */
final class TextLines {
    /** Bytes of the longest line. */
    static final int LONGEST = 64 << 20;

    private final InputStream in;
    private final int longest;
    private long read;
    private long damaged;
    private long bytes;

    TextLines(InputStream in, int longest) {
        this.in = new BufferedInputStream(in, 1 << 16);
        this.longest = longest;
    }

    /**
     * The next line without its end; what is no UTF-8 becomes U+FFFD and is counted.
     *
     * @throws IOException for a line of more bytes than allowed, naming its number
     */
    Optional<String> next() throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        int c = in.read();
        if (c < 0) {
            return Optional.empty();
        }
        read++;
        for (; c >= 0 && c != '\n'; c = in.read()) {
            if (line.size() == longest) {
                throw new IOException("standard input: line " + read + " has more than " + longest
                        + " bytes; break it into shorter lines");
            }
            line.write(c);
        }
        bytes += line.size();
        return Optional.of(decode(line.toByteArray()));
    }

    private String decode(byte[] line) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(line))
                    .toString();
        } catch (CharacterCodingException e) {
            damaged++;
            return new String(line, StandardCharsets.UTF_8);
        }
    }

    /** Whether a reader at a keyboard or pipe waits for what was made of the lines so far. */
    boolean waits() throws IOException {
        return in.available() == 0;
    }

    /** Lines so far. */
    long read() {
        return read;
    }

    /** Lines so far that were no UTF-8. */
    long damaged() {
        return damaged;
    }

    /** Bytes so far, line ends not counted. */
    long bytes() {
        return bytes;
    }
}
