package dev.millrace.pipeline.spark;

import dev.millrace.pipeline.source.FileFingerprint;
import dev.millrace.pipeline.source.SourceFile;
import dev.millrace.pipeline.source.SourceSplit;
import dev.millrace.pipeline.source.SourceUnit;
import dev.millrace.pipeline.source.Sources;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** One digest over the fingerprints of all input files, whatever units they are divided into. */
record InputDigest(long files, String sha256) {
    /** Files that are looked at side by side: far ones keep their readers waiting. */
    private static final int THREADS = 16;

    static InputDigest of(List<SourceUnit> units, StageContext context) {
        List<SourceFile> files = units.stream()
                .flatMap(unit -> unit.splits().stream())
                .filter(split -> split.from() == 0)
                .map(SourceSplit::file)
                .toList();
        ExecutorService readers = Executors.newFixedThreadPool(Math.max(1, Math.min(THREADS, files.size())));
        try {
            List<Future<FileFingerprint>> prints = new ArrayList<>();
            for (SourceFile file : files) {
                prints.add(readers.submit(() -> Sources.fingerprint(file, context.hadoop())));
            }
            MessageDigest sha = StageKey.sha256();
            for (Future<FileFingerprint> each : prints) {
                FileFingerprint print = each.get();
                sha.update((print.source() + '\0' + print.length() + '\0' + print.sha256() + '\n')
                        .getBytes(StandardCharsets.UTF_8));
            }
            return new InputDigest(files.size(), HexFormat.of().formatHex(sha.digest()));
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw new IllegalStateException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while looking at the input files", e);
        } finally {
            readers.shutdownNow();
        }
    }
}
