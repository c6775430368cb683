package dev.millrace.pipeline.spark;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.SortedMap;

/** Key of a stage's output: SHA-256 over layout version, stage, configuration and input digests. */
final class StageKey {
    /** Of the stage folders' layout and of the rows; another one makes every stage run anew. */
    private static final String VERSION = "1";

    private StageKey() {}

    static String of(String stage, SortedMap<String, String> configuration, SortedMap<String, String> inputs) {
        MessageDigest sha = sha256();
        add(sha, VERSION);
        add(sha, stage);
        add(sha, configuration);
        add(sha, inputs);
        return HexFormat.of().formatHex(sha.digest());
    }

    static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("This Java lacks SHA-256", e);
        }
    }

    private static void add(MessageDigest sha, SortedMap<String, String> map) {
        add(sha, Integer.toString(map.size()));
        map.forEach((key, value) -> {
            add(sha, key);
            add(sha, value);
        });
    }

    /** Length first, so that no two lists of texts give the same bytes. */
    private static void add(MessageDigest sha, String text) {
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        sha.update(ByteBuffer.allocate(Integer.BYTES).putInt(utf8.length).array());
        sha.update(utf8);
    }
}
