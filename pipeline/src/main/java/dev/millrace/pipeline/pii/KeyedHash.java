package dev.millrace.pipeline.pii;

import java.io.IOException;
import java.io.Serializable;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import java.util.Locale;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** HMAC-SHA-256 under a secret that comes from a file or the environment, and is told to nobody. */
final class KeyedHash implements Serializable {
    private static final long serialVersionUID = 1L;

    private static final String ALGORITHM = "HmacSHA256";
    private static final String FROM_ENVIRONMENT = "env:";
    private static final String FROM_FILE = "file:";
    private static final int BYTES = 8;
    private static final int SHORTEST_SECRET = 16;
    private static final String MARKED = "mark of the secret";

    private final byte[] secret;

    private KeyedHash(byte[] secret) {
        this.secret = secret;
    }

    /** Where nothing is hashed. */
    static KeyedHash none() {
        return new KeyedHash(new byte[0]);
    }

    /** @param place {@code env:NAME} or {@code file:PATH} */
    static KeyedHash from(String place) {
        byte[] secret;
        if (place.startsWith(FROM_ENVIRONMENT)) {
            String value = System.getenv(place.substring(FROM_ENVIRONMENT.length()));
            if (value == null) {
                throw new IllegalArgumentException("Invalid secret: " + place + " (no such variable is set)");
            }
            secret = value.getBytes(StandardCharsets.UTF_8);
        } else if (place.startsWith(FROM_FILE)) {
            try {
                secret = Files.readString(Path.of(place.substring(FROM_FILE.length())))
                        .strip()
                        .getBytes(StandardCharsets.UTF_8);
            } catch (IOException e) {
                throw new IllegalArgumentException("Invalid secret: " + place + " (can't be read)", e);
            }
        } else {
            throw new IllegalArgumentException(
                    "Invalid secret: not its own text here, but where it is: env:NAME or file:PATH");
        }
        if (secret.length < SHORTEST_SECRET) {
            throw new IllegalArgumentException("Invalid secret: " + place + " holds " + secret.length
                    + " bytes (must be >= " + SHORTEST_SECRET + ")");
        }
        return new KeyedHash(secret);
    }

    /** What tells this secret from another. */
    String mark() {
        return of(MARKED);
    }

    /** Sixteen hexadecimal digits; case and marks between letters and digits make no difference. */
    String of(String value) {
        StringBuilder plain = new StringBuilder(value.length());
        value.codePoints().filter(Character::isLetterOrDigit).forEach(plain::appendCodePoint);
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(secret, ALGORITHM));
            byte[] hash = mac.doFinal(plain.toString().toLowerCase(Locale.ROOT).getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash, 0, BYTES);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("This Java lacks " + ALGORITHM, e);
        }
    }
}
