package dev.millrace.pipeline.spark;

import dev.millrace.pipeline.spark.StageManifest.StageFile;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.HexFormat;
import java.util.Optional;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/**
 * A stage's folder below the output. What is being made lies in a hidden folder beside it, which replaces it in one
 * rename; leftovers of runs that died are removed by the next one.
 */
final class StageFolder {
    private final FileSystem files;
    private final Path folder;
    private final Path attempt;
    private final Path replaced;

    StageFolder(StageContext context, String stage) throws IOException {
        files = context.output().getFileSystem(context.hadoop());
        folder = new Path(context.output(), stage);
        attempt = new Path(context.output(), "." + stage + ".attempt");
        replaced = new Path(context.output(), "." + stage + ".replaced");
    }

    Path path() {
        return folder;
    }

    /** The committed manifest; absent when there is none that can be read. */
    Optional<StageManifest> manifest() throws IOException {
        try (FSDataInputStream in = files.open(new Path(folder, StageManifest.FILE))) {
            return Optional.of(StageJson.manifest(in.readAllBytes()));
        } catch (FileNotFoundException | com.fasterxml.jackson.core.JacksonException e) {
            return Optional.empty();
        }
    }

    /** The committed manifest if it has this key and its files are there in their lengths. */
    Optional<StageManifest> committed(String key) throws IOException {
        Optional<StageManifest> manifest = manifest();
        if (manifest.isEmpty() || !manifest.get().key().equals(key)) {
            return Optional.empty();
        }
        for (StageFile file : manifest.get().files()) {
            if (!isWhole(file)) {
                return Optional.empty();
            }
        }
        return manifest;
    }

    private boolean isWhole(StageFile file) throws IOException {
        try {
            FileStatus status = files.getFileStatus(new Path(folder, file.path()));
            return status.isFile() && status.getLen() == file.bytes();
        } catch (FileNotFoundException e) {
            return false;
        }
    }

    /** SHA-256 of the committed {@code stage.json}: what the next stage is keyed by. */
    String digest() throws IOException {
        try (FSDataInputStream in = files.open(new Path(folder, StageManifest.FILE))) {
            return HexFormat.of().formatHex(StageKey.sha256().digest(in.readAllBytes()));
        }
    }

    /** An empty hidden folder to make the stage in. */
    Path begin() throws IOException {
        files.delete(attempt, true);
        files.delete(replaced, true);
        if (!files.mkdirs(attempt)) {
            throw new IOException("Can't make the folder " + attempt);
        }
        return attempt;
    }

    void commit(StageManifest manifest) throws IOException {
        try (FSDataOutputStream out = files.create(new Path(attempt, StageManifest.FILE), true)) {
            out.write(StageJson.write(manifest));
        }
        HiddenFiles.removeChecksums(files, attempt);
        if (files.exists(folder)) {
            rename(folder, replaced);
        }
        rename(attempt, folder);
        files.delete(replaced, true);
    }

    private void rename(Path from, Path to) throws IOException {
        if (!files.rename(from, to)) {
            throw new IOException("Can't rename " + from + " to " + to);
        }
    }
}
