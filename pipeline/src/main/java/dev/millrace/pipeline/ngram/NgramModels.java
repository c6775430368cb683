package dev.millrace.pipeline.ngram;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.zip.GZIPInputStream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/** Reads and writes models: Millrace's binary files, and ARPA files, plain or gzip. */
public final class NgramModels {
    private static final int BUFFER = 1 << 16;

    private NgramModels() {}

    /**
     * Reads a file of either kind, which its first bytes tell.
     *
     * @param file on any Hadoop file system
     * @param otherwise how to take a text, for an ARPA file that does not tell; its tokenizer holds for any ARPA file
     * @throws IOException with file and line or cause when it is missing or damaged
     */
    public static NgramModel read(String file, Configuration hadoop, Segmentation otherwise) throws IOException {
        Path path = new Path(file);
        FileSystem files = path.getFileSystem(hadoop);
        return read(() -> files.open(path), file, otherwise);
    }

    static NgramModel read(ArpaReader.Source source, String name, Segmentation otherwise) throws IOException {
        try (BufferedInputStream in = new BufferedInputStream(source.open(), BUFFER)) {
            in.mark(NgramFile.MAGIC.length);
            byte[] magic = in.readNBytes(NgramFile.MAGIC.length);
            if (Arrays.equals(magic, NgramFile.MAGIC)) {
                return NgramFile.read(in, name);
            }
            boolean gzip = magic.length > 1 && magic[0] == 0x1f && magic[1] == (byte) 0x8b;
            return ArpaReader.read(
                    () -> gzip ? new GZIPInputStream(source.open(), BUFFER) : source.open(), name, otherwise);
        }
    }

    /** One binary file that holds all that the model needs. */
    public static void write(NgramModel model, OutputStream out) throws IOException {
        NgramFile.write(model, out);
    }

    /** ARPA, for other programs; it does not hold the tokenizer of a model of tokens. */
    public static void writeArpa(NgramModel model, OutputStream out) throws IOException {
        ArpaWriter.write(model, out);
    }
}
