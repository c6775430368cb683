package dev.millrace.jobs.job;

import dev.millrace.jobs.summary.Summary;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.apache.hadoop.fs.Path;

/** What a run took: {@code runs/TIME-COMMAND.jsonl}. The one place below the output that knows a clock. */
public final class RunRecord {
    private static final String FOLDER = "runs";
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss.SSS'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);

    private RunRecord() {}

    public static void write(Run run, Summary summary) throws IOException {
        Path file = new Path(run.folder(FOLDER), TIME.format(Instant.now()) + "-" + summary.command() + ".jsonl");
        try (OutputStream out = file.getFileSystem(run.hadoop()).create(file, true)) {
            out.write(summary.jsonLine().getBytes(StandardCharsets.UTF_8));
        }
    }
}
