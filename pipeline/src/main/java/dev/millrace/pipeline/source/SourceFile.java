package dev.millrace.pipeline.source;

import java.io.Serializable;

/**
 * One input file.
 *
 * @param path where to open it, as a full Hadoop path
 * @param source its name in documents: the input root's own name and the path below it, the same wherever the root lies
 * @param length bytes as stored
 * @param format never {@link SourceFormat#AUTO}
 */
public record SourceFile(String path, String source, long length, SourceFormat format) implements Serializable {}
