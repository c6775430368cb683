package dev.millrace.pipeline.spark;

import dev.millrace.pipeline.source.FileFingerprint;
import dev.millrace.pipeline.source.SourceSplit;
import dev.millrace.pipeline.source.SourceUnit;
import dev.millrace.pipeline.source.Sources;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;

/** One digest over the fingerprints of all input files, whatever units they are divided into. */
record InputDigest(long files, String sha256) {
    static InputDigest of(List<SourceUnit> units, StageContext context) {
        MessageDigest sha = StageKey.sha256();
        long files = 0;
        for (SourceUnit unit : units) {
            for (SourceSplit split : unit.splits()) {
                if (split.from() == 0) {
                    FileFingerprint print = Sources.fingerprint(split.file(), context.hadoop());
                    sha.update((print.source() + '\0' + print.length() + '\0' + print.sha256() + '\n')
                            .getBytes(StandardCharsets.UTF_8));
                    files++;
                }
            }
        }
        return new InputDigest(files, HexFormat.of().formatHex(sha.digest()));
    }
}
