package dev.millrace.jobs.text;

import com.sun.management.OperatingSystemMXBean;
import dev.millrace.tokenizer.Tokenizer;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.function.IntConsumer;

/**
 * How fast a text is encoded, by the CPU time of the whole process, so that Java's compilers and collectors count and
 * other programs don't.
 */
public final class EncodeBench {
    private EncodeBench() {}

    /**
     * @param passes over the text after the first one
     * @param documentBytes least size of the documents that the text is cut into, after a line's end
     */
    public record Settings(int passes, int documentBytes) {
        public Settings {
            if (passes < 1) {
                throw new IllegalArgumentException("Invalid passes: " + passes + " (must be > 0)");
            }
            if (documentBytes < 1) {
                throw new IllegalArgumentException("Invalid document bytes: " + documentBytes + " (must be > 0)");
            }
        }
    }

    /**
     * What came out.
     *
     * @param first bytes per CPU second of the first pass
     * @param warm the same of the later passes, the median
     * @param hash of all ids, as 32-bit little-endian numbers: SHA-256, hexadecimal
     */
    public record Figures(long bytes, long documents, long tokens, double first, double warm, String hash) {}

    /** @param progress is told the passes done */
    public static Figures run(Tokenizer tokenizer, Path file, Settings settings, IntConsumer progress)
            throws IOException {
        byte[] text = Files.readAllBytes(file);
        if (text.length == 0) {
            throw new IOException(file + ": is empty, so that there is nothing to measure");
        }
        List<String> documents = documents(text, settings.documentBytes());
        double[] seconds = new double[settings.passes() + 1];
        long tokens = 0;
        for (int pass = 0; pass < seconds.length; pass++) {
            long began = cpuNanos();
            tokens = 0;
            for (String document : documents) {
                tokens += tokenizer.encode(document).length;
            }
            // the clock may have ticks of a hundredth of a second
            seconds[pass] = Math.max(cpuNanos() - began, 1_000) / 1e9;
            progress.accept(pass + 1);
        }
        double[] later = Arrays.copyOfRange(seconds, 1, seconds.length);
        Arrays.sort(later);
        return new Figures(
                text.length,
                documents.size(),
                tokens,
                text.length / seconds[0],
                text.length / later[later.length / 2],
                hash(tokenizer, documents));
    }

    private static List<String> documents(byte[] text, int size) {
        List<String> documents = new ArrayList<>();
        int from = 0;
        while (from < text.length) {
            int to = (int) Math.min(text.length, (long) from + size);
            while (to < text.length && text[to - 1] != '\n') {
                to++;
            }
            documents.add(new String(text, from, to - from, StandardCharsets.UTF_8));
            from = to;
        }
        return documents;
    }

    private static String hash(Tokenizer tokenizer, List<String> documents) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            for (String document : documents) {
                int[] ids = tokenizer.encode(document);
                ByteBuffer bytes = ByteBuffer.allocate(Math.multiplyExact(Integer.BYTES, ids.length))
                        .order(ByteOrder.LITTLE_ENDIAN);
                bytes.asIntBuffer().put(ids);
                digest.update(bytes);
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("This Java has no SHA-256", e);
        }
    }

    private static long cpuNanos() {
        return ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class).getProcessCpuTime();
    }
}
