package dev.millrace.trainer.checkpoint;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The checkpoints of one run: folders {@code step-00000200}, each whole or not there. The newest whole one wins; what
 * is damaged is passed over with a warning.
 */
public final class Checkpoints {
    private static final Logger LOG = LoggerFactory.getLogger(Checkpoints.class);
    private static final String PREFIX = "step-";

    private final FileSystem files;
    private final Path folder;
    private final int keep;

    /**
     * @param folder of any file system that Hadoop knows; made when missing
     * @param keep checkpoints left after saving one, > 0
     */
    public Checkpoints(Configuration configuration, String folder, int keep) throws IOException {
        if (keep < 1) {
            throw new IllegalArgumentException("Invalid keep: " + keep + " (must be > 0)");
        }
        this.folder = new Path(folder);
        this.files = this.folder.getFileSystem(configuration);
        this.keep = keep;
    }

    /**
     * Writes a checkpoint aside, renames it, then removes older ones beyond those to keep. Later ones, which a run that
     * goes on from an earlier step has left behind, go too.
     *
     * @return its folder
     */
    public String save(Checkpoint checkpoint) throws IOException {
        long step = checkpoint.state().step();
        String name = String.format(Locale.ROOT, "%s%08d", PREFIX, step);
        Path aside = new Path(folder, "." + name);
        Path whole = new Path(folder, name);
        java.nio.file.Path local = Files.createTempDirectory("checkpoint");
        try {
            CheckpointFolder.write(checkpoint, local);
            files.mkdirs(folder);
            files.delete(aside, true);
            files.mkdirs(aside);
            try (Stream<java.nio.file.Path> written = Files.list(local)) {
                for (java.nio.file.Path file : written.sorted().toList()) {
                    files.copyFromLocalFile(
                            new Path(file.toUri()),
                            new Path(aside, file.getFileName().toString()));
                }
            }
        } finally {
            remove(local);
        }
        files.delete(whole, true);
        if (!files.rename(aside, whole)) {
            throw new IOException(aside + ": cannot be renamed to " + name);
        }
        prune(step);
        return whole.toString();
    }

    /** The newest whole checkpoint; empty when there is none. */
    public Optional<Checkpoint> newest() throws IOException {
        List<Long> steps = steps();
        steps.sort(Comparator.reverseOrder());
        for (long step : steps) {
            Path candidate = path(step);
            try {
                return Optional.of(read(candidate));
            } catch (IOException | IllegalArgumentException e) {
                LOG.warn("Passing over a damaged checkpoint: {}", e.getMessage());
            }
        }
        return Optional.empty();
    }

    /**
     * Reads one checkpoint.
     *
     * @param checkpoint its folder
     * @throws IOException when it is missing or damaged; the message names the file
     */
    public static Checkpoint read(Configuration configuration, String checkpoint) throws IOException {
        Path path = new Path(checkpoint);
        return read(path.getFileSystem(configuration), path);
    }

    private Checkpoint read(Path checkpoint) throws IOException {
        return read(files, checkpoint);
    }

    private static Checkpoint read(FileSystem files, Path checkpoint) throws IOException {
        java.nio.file.Path local = Files.createTempDirectory("checkpoint");
        try {
            for (FileStatus file : files.listStatus(checkpoint)) {
                files.copyToLocalFile(
                        file.getPath(),
                        new Path(local.resolve(file.getPath().getName()).toUri()));
            }
            return CheckpointFolder.read(local);
        } catch (FileNotFoundException e) {
            throw new FileNotFoundException(checkpoint + ": is missing");
        } catch (IOException | IllegalArgumentException e) {
            throw new IOException(checkpoint + ": " + e.getMessage(), e);
        } finally {
            remove(local);
        }
    }

    private void prune(long newest) throws IOException {
        List<Long> steps = steps();
        steps.sort(Comparator.reverseOrder());
        int kept = 0;
        for (long step : steps) {
            if (step > newest || kept == keep) {
                files.delete(path(step), true);
            } else {
                kept++;
            }
        }
    }

    private List<Long> steps() throws IOException {
        List<Long> steps = new ArrayList<>();
        if (!files.exists(folder)) {
            return steps;
        }
        for (FileStatus status : files.listStatus(folder)) {
            String name = status.getPath().getName();
            String digits = name.startsWith(PREFIX) ? name.substring(PREFIX.length()) : "";
            if (status.isDirectory()
                    && digits.length() >= 8
                    && digits.length() <= 18
                    && digits.chars().allMatch(c -> c >= '0' && c <= '9')) {
                steps.add(Long.parseLong(digits));
            }
        }
        return steps;
    }

    private Path path(long step) {
        return new Path(folder, String.format(Locale.ROOT, "%s%08d", PREFIX, step));
    }

    private static void remove(java.nio.file.Path local) throws IOException {
        try (Stream<java.nio.file.Path> all = Files.walk(local)) {
            for (java.nio.file.Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }
}
