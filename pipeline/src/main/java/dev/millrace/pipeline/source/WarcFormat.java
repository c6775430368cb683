package dev.millrace.pipeline.source;

import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Records of WARC files (ISO 28500). */
final class WarcFormat implements RecordFormat {
    private static final byte[] MARK = "WARC/".getBytes(StandardCharsets.US_ASCII);
    private static final int LONGEST_HEADER = 1 << 16;

    // "WARC/" DIGIT
    private static final Opening OPENING = new Opening() {
        @Override
        public int bytes() {
            return MARK.length + 1;
        }

        @Override
        public boolean begins(byte[] text) {
            for (int i = 0; i < MARK.length; i++) {
                if (i >= text.length || text[i] != MARK[i]) {
                    return false;
                }
            }
            return text.length > MARK.length && text[MARK.length] >= '0' && text[MARK.length] <= '9';
        }
    };

    @Override
    public String name() {
        return "warc";
    }

    @Override
    public Opening opening() {
        return OPENING;
    }

    @Override
    public boolean mayOpen(byte first) {
        return first == MARK[0];
    }

    @Override
    public Optional<Head> head(RunBuffer bytes, long start) {
        long block = headerEnd(bytes, start);
        if (block < 0) {
            return Optional.empty();
        }
        WarcHeaders headers = WarcHeaders.parse(bytes.copy(start, block));
        return headers.contentLength().map(length -> new Head(block, length, headers));
    }

    /** Where the header's blank line ends; -1 when the header is broken off. */
    private long headerEnd(RunBuffer bytes, long start) {
        long reached = bytes.reach(start + LONGEST_HEADER);
        for (long at = start; at + 1 < reached; at++) {
            if (bytes.at(at) != '\n') {
                continue;
            }
            if (bytes.at(at + 1) == '\n') {
                return at + 2;
            }
            if (bytes.at(at + 1) == '\r' && at + 2 < reached && bytes.at(at + 2) == '\n') {
                return at + 3;
            }
            if (opens(bytes, at + 1)) {
                return -1;
            }
        }
        return -1;
    }
}
