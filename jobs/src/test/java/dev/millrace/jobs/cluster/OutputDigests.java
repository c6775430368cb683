package dev.millrace.jobs.cluster;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/** Digests of all files of an output but those that tell of the run itself: seconds, logs, the report's timings. */
final class OutputDigests {
    private static final Set<String> OF_THE_RUN = Set.of("runs", "report", "logs");

    private OutputDigests() {}

    static SortedMap<String, String> of(Path output) throws IOException {
        SortedMap<String, String> digests = new TreeMap<>();
        try (Stream<Path> files = Files.walk(output)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Path name = output.relativize(file);
                if (!OF_THE_RUN.contains(name.getName(0).toString())
                        && !file.toString().endsWith(".log")) {
                    digests.put(name.toString().replace('\\', '/'), sha256(Files.readAllBytes(file)));
                }
            }
        }
        return digests;
    }

    /** Names of files that are not the same in the output, or in one of the two only. */
    static SortedSet<String> different(SortedMap<String, String> expected, Path output) throws IOException {
        SortedMap<String, String> found = of(output);
        SortedSet<String> names = new TreeSet<>(expected.keySet());
        names.addAll(found.keySet());
        names.removeIf(name -> Objects.equals(expected.get(name), found.get(name)));
        return names;
    }

    private static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("This Java lacks SHA-256", e);
        }
    }
}
