package dev.millrace.pipeline.dedupe;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import net.openhft.hashing.LongHashFunction;

/** 64-bit hash of a shingle's UTF-8 bytes. */
public enum ShingleHash {
    /** XXH64, seed 0. */
    XXH64,

    /** The first 8 bytes of SHA-1, little-endian. */
    SHA1_64;

    /** A function for one thread at a time. */
    Function function() {
        return switch (this) {
            case XXH64 -> LongHashFunction.xx()::hashBytes;
            case SHA1_64 -> sha1();
        };
    }

    private static Function sha1() {
        MessageDigest sha = sha1Digest();
        return (bytes, from, length) -> {
            sha.update(bytes, from, length);
            byte[] digest = sha.digest();
            long value = 0;
            for (int i = Long.BYTES - 1; i >= 0; i--) {
                value = value << Byte.SIZE | (digest[i] & 0xff);
            }
            return value;
        };
    }

    private static MessageDigest sha1Digest() {
        try {
            return MessageDigest.getInstance("SHA-1");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("This Java lacks SHA-1", e);
        }
    }

    @FunctionalInterface
    interface Function {
        long hash(byte[] bytes, int from, int length);
    }
}
