package dev.millrace.jobs.job;

import dev.millrace.tokenizer.Tokenizer;
import dev.millrace.tokenizer.format.TokenizerJson;
import dev.millrace.trainer.checkpoint.Checkpoint;
import dev.millrace.trainer.checkpoint.Checkpoints;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;

/** Where the jobs leave what other jobs read, below the output folder. */
final class Artefacts {
    static final String CRAWL_CLEAN = "crawl-clean";
    static final String DEDUPE = "dedupe";
    static final String FILTER = "filter";
    static final String TOKENIZER = "tokenizer";
    static final String TOKENS = "tokens";
    static final String CHECKPOINTS = "model/checkpoints";
    private static final String TOKENIZER_FILE = "tokenizer.json";

    private Artefacts() {}

    /** @throws IOException when there is none; the message says which command makes it */
    static Tokenizer tokenizer(Run run) throws IOException {
        Path file = new Path(run.folder(TOKENIZER), TOKENIZER_FILE);
        Configuration hadoop = run.hadoop();
        try (InputStream in = file.getFileSystem(hadoop).open(file)) {
            return TokenizerJson.read(in, file.toString());
        } catch (FileNotFoundException e) {
            throw new FileNotFoundException(file + ": is missing; millrace train-tokenizer makes it");
        }
    }

    /** @throws IOException when there is none; the message says which command makes it */
    static Checkpoint newest(Run run) throws IOException {
        Path folder = run.folder(CHECKPOINTS);
        return new Checkpoints(run.hadoop(), folder.toString(), 1)
                .newest()
                .orElseThrow(
                        () -> new FileNotFoundException(folder + ": holds no checkpoint; millrace pretrain makes it"));
    }
}
