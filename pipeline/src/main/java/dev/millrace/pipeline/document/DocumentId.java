package dev.millrace.pipeline.document;

import java.io.Serializable;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Objects;

/**
 * Identity of a document: the first 128 bits of SHA-256 over its source, its offset there and its payload,
 * as 32 lower-case hexadecimal digits. It depends on content alone, never on the order of arrival.
 */
public record DocumentId(String hex) implements Serializable, Comparable<DocumentId> {
    private static final int HEX_DIGITS = 32;

    public DocumentId {
        Objects.requireNonNull(hex, "hex");
        if (hex.length() != HEX_DIGITS) {
            throw new IllegalArgumentException(
                    "Invalid document id: \"" + hex + "\" (must be " + HEX_DIGITS + " hexadecimal digits)");
        }
    }

    /**
     * @param source path of the file below its input root, with {@code !/entry} for a member of an archive
     * @param offset place of the record within the source, in bytes or entries
     * @param payload the record's bytes
     */
    public static DocumentId of(String source, long offset, byte[] payload) {
        MessageDigest sha = sha256();
        byte[] name = source.getBytes(StandardCharsets.UTF_8);
        sha.update(ByteBuffer.allocate(Integer.BYTES + Long.BYTES)
                .putInt(name.length)
                .putLong(offset)
                .array());
        sha.update(name);
        byte[] digest = sha.digest(payload);
        return new DocumentId(HexFormat.of().formatHex(digest, 0, HEX_DIGITS / 2));
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("This Java lacks SHA-256", e);
        }
    }

    @Override
    public int compareTo(DocumentId other) {
        return hex.compareTo(other.hex);
    }

    @Override
    public String toString() {
        return hex;
    }
}
