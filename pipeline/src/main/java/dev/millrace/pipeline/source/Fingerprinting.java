package dev.millrace.pipeline.source;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.Path;

/** Hashes the two ends of a file. */
final class Fingerprinting {
    private static final int END_BYTES = 1 << 20;

    private Fingerprinting() {}

    static FileFingerprint of(SourceFile file, Configuration hadoop) {
        Path path = new Path(file.path());
        try (FSDataInputStream in = path.getFileSystem(hadoop).open(path)) {
            MessageDigest sha = sha256();
            sha.update(in.readNBytes(END_BYTES));
            if (file.length() > END_BYTES) {
                in.seek(Math.max(END_BYTES, file.length() - END_BYTES));
                sha.update(in.readNBytes(END_BYTES));
            }
            return new FileFingerprint(
                    file.source(), file.length(), HexFormat.of().formatHex(sha.digest()));
        } catch (IOException e) {
            throw new UncheckedIOException("Can't read " + file.path() + ": " + e.getMessage(), e);
        }
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("This Java lacks SHA-256", e);
        }
    }
}
