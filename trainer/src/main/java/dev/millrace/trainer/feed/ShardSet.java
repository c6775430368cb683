package dev.millrace.trainer.feed;

import dev.millrace.tokenizer.shard.ShardManifest;
import dev.millrace.tokenizer.shard.ShardManifests;
import dev.millrace.tokenizer.shard.ShardSchema;
import java.io.ByteArrayInputStream;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;

/** A folder of packed token shards with its manifest, checked against the model that is to read it. */
public final class ShardSet {
    private final Configuration configuration;
    private final Path folder;
    private final ShardManifest manifest;
    private final String fingerprint;

    private ShardSet(Configuration configuration, Path folder, ShardManifest manifest, String fingerprint) {
        this.configuration = configuration;
        this.folder = folder;
        this.manifest = manifest;
        this.fingerprint = fingerprint;
    }

    /**
     * Reads the manifest.
     *
     * @param folder that holds {@value ShardSchema#MANIFEST} and the splits' folders
     * @throws IOException when there is none or it is malformed; the message begins with the file
     */
    public static ShardSet open(Configuration configuration, String folder) throws IOException {
        Path file = new Path(folder, ShardSchema.MANIFEST);
        byte[] bytes;
        try (InputStream in = file.getFileSystem(configuration).open(file)) {
            bytes = in.readAllBytes();
        } catch (FileNotFoundException e) {
            throw new FileNotFoundException(file + ": is missing; pack shards there first");
        }
        ShardManifest manifest = ShardManifests.read(new ByteArrayInputStream(bytes), file.toString());
        return new ShardSet(configuration, new Path(folder), manifest, ShardReader.sha256(bytes));
    }

    public ShardManifest manifest() {
        return manifest;
    }

    /** SHA-256 of the manifest file, which names the shards by their digests. */
    public String fingerprint() {
        return fingerprint;
    }

    /**
     * Checks that a model fits these shards.
     *
     * @param tokenizer fingerprint of the model's tokenizer
     * @param vocabularySize ids that the model knows
     * @param context tokens that the model sees
     * @throws IOException when something does not fit; the message names both sides
     */
    public void require(String tokenizer, int vocabularySize, int context) throws IOException {
        Path file = new Path(folder, ShardSchema.MANIFEST);
        if (!manifest.tokenizer().equals(tokenizer)) {
            throw new IOException(file + ": was packed with tokenizer " + manifest.tokenizer()
                    + " but the model's tokenizer is " + tokenizer + "; pack again with the model's tokenizer");
        }
        if (manifest.vocabularySize() > vocabularySize) {
            throw new IOException(file + ": has a vocabulary of " + manifest.vocabularySize() + " but the model's is "
                    + vocabularySize + "; give the model at least as many");
        }
        if (manifest.context() > context) {
            throw new IOException(file + ": has sequences of context " + manifest.context() + " but the model sees "
                    + context + "; pack with a context of at most that");
        }
    }

    /**
     * One split, for reading.
     *
     * @param name such as {@value ShardManifest#TRAIN}
     * @throws IOException when there is no such split or it is empty
     */
    public ShardSplit split(String name) throws IOException {
        Path file = new Path(folder, ShardSchema.MANIFEST);
        ShardManifest.Split split = manifest.splits().get(name);
        if (split == null) {
            throw new IOException(file + ": has no split '" + name + "' (has "
                    + String.join(", ", manifest.splits().keySet()) + ")");
        }
        if (split.sequences() < 1) {
            throw new IOException(file + ": split '" + name + "' holds no sequences; add documents to it");
        }
        long rows = split.shards().stream()
                .mapToLong(ShardManifest.Shard::sequences)
                .sum();
        if (rows != split.sequences()) {
            throw new IOException(file + ": split '" + name + "' says " + split.sequences()
                    + " sequences but its shards hold " + rows);
        }
        return new ShardSplit(folder, split, new ShardReader(configuration, manifest), manifest.context());
    }
}
