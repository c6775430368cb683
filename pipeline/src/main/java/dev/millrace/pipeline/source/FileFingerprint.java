package dev.millrace.pipeline.source;

import java.io.Serializable;

/**
 * What tells whether an input file is still the same, without reading it whole.
 *
 * @param source as in {@link SourceFile}
 * @param length bytes as stored
 * @param sha256 of the first MiB followed by the last MiB, hexadecimal; of the whole file where it is shorter
 */
public record FileFingerprint(String source, long length, String sha256) implements Serializable {}
