package dev.millrace.pipeline.source;

import java.io.Serializable;

/**
 * A stretch of an input file. The documents that begin within it are read, wherever they end; so the stretches of a file,
 * however it is cut, hold each document once.
 *
 * @param from first byte as stored
 * @param to byte as stored that it ends before
 */
public record SourceSplit(SourceFile file, long from, long to) implements Serializable {
    public SourceSplit {
        if (from < 0 || to < from || to > file.length()) {
            throw new IllegalArgumentException("Invalid split: bytes " + from + " to " + to + " of " + file.path()
                    + " (must lie within its " + file.length() + ")");
        }
    }

    static SourceSplit whole(SourceFile file) {
        return new SourceSplit(file, 0, file.length());
    }

    public long length() {
        return to - from;
    }
}
