package dev.millrace.trainer.bench;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.bytedeco.javacpp.Pointer;

/**
 * Memory of this process, in bytes.
 *
 * @param peak most that was ever resident: {@code VmHWM} of Linux; elsewhere what is resident now
 * @param resident what is now
 * @param heap Java's, in use
 * @param arrays outside the heap, that JavaCPP allocated: ND4J's arrays
 */
public record MemoryUse(long peak, long resident, long heap, long arrays) {
    private static final Path STATUS = Path.of("/proc/self/status");

    /** As it is now. */
    public static MemoryUse now() {
        long heap = ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
        long physical = Pointer.physicalBytes();
        if (!Files.isReadable(STATUS)) {
            return new MemoryUse(physical, physical, heap, Pointer.totalBytes());
        }
        try {
            List<String> lines = Files.readAllLines(STATUS, StandardCharsets.US_ASCII);
            return new MemoryUse(field(lines, "VmHWM:"), field(lines, "VmRSS:"), heap, Pointer.totalBytes());
        } catch (IOException e) {
            return new MemoryUse(physical, physical, heap, Pointer.totalBytes());
        }
    }

    /** {@code VmHWM:     12345 kB}. */
    private static long field(List<String> lines, String name) throws IOException {
        for (String line : lines) {
            if (line.startsWith(name)) {
                return Long.parseLong(
                                line.substring(name.length()).replace("kB", "").strip())
                        << 10;
            }
        }
        throw new IOException(STATUS + ": has no " + name);
    }
}
