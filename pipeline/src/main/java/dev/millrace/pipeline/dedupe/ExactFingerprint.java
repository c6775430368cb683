package dev.millrace.pipeline.dedupe;

import dev.millrace.pipeline.words.WhiteSpace;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * Fingerprint of a text for exact duplicates: the first 128 bits of SHA-256 over the UTF-8 of the text with every run
 * of white space made one space and none at either end. Case and punctuation count.
 */
public final class ExactFingerprint {
    private static final int BYTES = 16;

    private ExactFingerprint() {}

    /** 32 lower-case hexadecimal digits. */
    public static String of(String text) {
        byte[] digest = sha256().digest(collapsed(text).getBytes(StandardCharsets.UTF_8));
        return HexFormat.of().formatHex(digest, 0, BYTES);
    }

    private static String collapsed(String text) {
        StringBuilder out = new StringBuilder(text.length());
        boolean space = false;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (WhiteSpace.is(c)) {
                space = true;
                continue;
            }
            if (space && !out.isEmpty()) {
                out.append(' ');
            }
            space = false;
            out.append(c);
        }
        return out.toString();
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("This Java lacks SHA-256", e);
        }
    }
}
