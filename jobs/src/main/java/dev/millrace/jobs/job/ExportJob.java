package dev.millrace.jobs.job;

import dev.millrace.jobs.summary.Summary;
import dev.millrace.tokenizer.Tokenizer;
import dev.millrace.tokenizer.format.TokenizerJson;
import dev.millrace.tokenizer.shard.ShardSchema;
import dev.millrace.trainer.checkpoint.Checkpoint;
import dev.millrace.trainer.interop.HuggingFace;
import dev.millrace.trainer.spec.ModelSpec;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.util.List;
import java.util.stream.Stream;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.FileUtil;
import org.apache.hadoop.fs.Path;

/** The newest checkpoint as a folder that Hugging Face's libraries load: weights, config.json, tokenizer.json. */
public final class ExportJob {
    public static final String NAME = "export";
    private static final String FOLDER = "model/huggingface";

    private ExportJob() {}

    public static Summary run(Run run) throws IOException {
        long began = System.nanoTime();
        Checkpoint model = Artefacts.newest(run);
        Tokenizer tokenizer = Artefacts.tokenizer(run);
        ModelSpec spec = model.identity().model();
        java.nio.file.Path local = Files.createTempDirectory("millrace-export");
        try {
            HuggingFace.write(local, spec, model.state().parameters(), tokenizer.idOf(ShardSchema.END_OF_TEXT));
            try (OutputStream out = Files.newOutputStream(local.resolve("tokenizer.json"))) {
                TokenizerJson.write(tokenizer, out);
            }
            publish(local, run);
        } catch (IllegalArgumentException e) {
            throw new IOException("No Hugging Face form of the newest checkpoint. " + e.getMessage(), e);
        } finally {
            FileUtil.fullyDelete(local.toFile());
        }
        return new Summary(NAME, spec.parameterCount(), "parameters", (System.nanoTime() - began) / 1e9)
                .with("step", model.state().step())
                .with("folder", run.folder(FOLDER).toString());
    }

    /** Beside, then renamed, so that the folder is there whole or not at all. */
    private static void publish(java.nio.file.Path local, Run run) throws IOException {
        Path folder = run.folder(FOLDER);
        Path aside = new Path(folder.getParent(), "." + folder.getName());
        FileSystem files = folder.getFileSystem(run.hadoop());
        files.delete(aside, true);
        files.mkdirs(aside);
        for (java.nio.file.Path file : files(local)) {
            files.copyFromLocalFile(
                    new Path(file.toUri()), new Path(aside, file.getFileName().toString()));
        }
        files.delete(folder, true);
        if (!files.rename(aside, folder)) {
            throw new IOException(aside + ": cannot be renamed to " + folder.getName());
        }
    }

    private static List<java.nio.file.Path> files(java.nio.file.Path folder) throws IOException {
        try (Stream<java.nio.file.Path> files = Files.list(folder)) {
            return files.sorted().toList();
        }
    }
}
