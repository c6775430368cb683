package dev.millrace.pipeline.source;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;

/** A file compressed as a whole, by bzip2 or xz: one run, up to its end or its damage. */
final class StreamRun implements ByteRun {
    private static final int BUFFER = 1 << 16;

    private final StoredInput in;
    private final Compression compression;
    private Optional<InputStream> stream = Optional.empty();
    private Optional<Boundary.Damage> damage = Optional.empty();
    private boolean ended;

    StreamRun(StoredInput in, Compression compression) {
        this.in = in;
        this.compression = compression;
    }

    @Override
    public int read(byte[] target, int offset, int length) {
        if (stream.isEmpty() || ended) {
            return 0;
        }
        int count = 0;
        try {
            // byte by byte, as a read of many that fails in the middle would lose those before
            for (int b; count < length && (b = stream.get().read()) >= 0; count++) {
                target[offset + count] = (byte) b;
            }
            ended = count == 0;
            return count;
        } catch (IOException | RuntimeException e) {
            if (e instanceof java.io.UncheckedIOException failed) {
                throw failed;
            }
            damaged(e);
            return count;
        }
    }

    @Override
    public Boundary advance() {
        if (damage.isPresent()) {
            Boundary.Damage found = damage.get();
            damage = Optional.empty();
            return found;
        }
        if (stream.isPresent() || ended) {
            return new Boundary.End();
        }
        try {
            stream = Optional.of(compression.decompress(new BufferedInputStream(in, BUFFER)));
            return new Boundary.Start(0);
        } catch (IOException e) {
            damaged(e);
            return advance();
        }
    }

    /** The decompressor has read ahead, so that the place is the end of the chunk which the damage lies in. */
    private void damaged(Exception e) {
        ended = true;
        String name = compression.name().toLowerCase(java.util.Locale.ROOT);
        String cause = String.valueOf(e.getMessage()).lines().findFirst().orElse("");
        damage = Optional.of(
                new Boundary.Damage(in.position(), "damaged-" + name, "before byte " + in.position() + ": " + cause));
    }

    @Override
    public void close() {
        in.close();
    }
}
