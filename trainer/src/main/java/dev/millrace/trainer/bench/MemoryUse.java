package dev.millrace.trainer.bench;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.bytedeco.javacpp.Pointer;

/**
 * Memory of this process at some moment, in bytes.
 *
 * @param moment such as {@code first step}
 * @param peak most that was ever resident: {@code VmHWM} of Linux; elsewhere what is resident now
 * @param resident what is now
 * @param heap Java's, in use
 */
public record MemoryUse(String moment, long peak, long resident, long heap) {
    private static final Path STATUS = Path.of("/proc/self/status");

    /** As it is now. */
    static MemoryUse at(String moment) {
        long heap = ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
        try {
            List<String> lines = Files.readAllLines(STATUS, StandardCharsets.US_ASCII);
            return new MemoryUse(moment, field(lines, "VmHWM:"), field(lines, "VmRSS:"), heap);
        } catch (IOException e) {
            // no Linux
            long physical = Pointer.physicalBytes();
            return new MemoryUse(moment, physical, physical, heap);
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
