package dev.millrace.pipeline.source;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Optional;

/** A file compressed as a whole by xz: one run, up to its end or its damage. */
final class XzRun implements ByteRun {
    private static final int BUFFER = 1 << 16;

    private final StoredInput in;
    private Optional<InputStream> stream = Optional.empty();
    private Optional<Boundary.Damage> damage = Optional.empty();
    private boolean ended;

    /** @param first whether the file is read from its beginning; it can't be read from anywhere else */
    XzRun(StoredInput in, boolean first) {
        this.in = in;
        this.ended = !first;
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
        } catch (UncheckedIOException e) {
            throw e;
        } catch (IOException | RuntimeException e) {
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
            stream = Optional.of(Compression.XZ.decompress(new BufferedInputStream(in, BUFFER)));
            return new Boundary.Start(0);
        } catch (IOException e) {
            damaged(e);
            return advance();
        }
    }

    /** The decompressor has read ahead, so that the place is the end of the chunk which the damage lies in. */
    private void damaged(Exception e) {
        ended = true;
        String cause = String.valueOf(e.getMessage()).lines().findFirst().orElse("");
        damage = Optional.of(
                new Boundary.Damage(in.position(), "damaged-xz", "before byte " + in.position() + ": " + cause));
    }

    @Override
    public boolean holdsWholeRecords() {
        return false;
    }

    @Override
    public void close() {
        in.close();
    }
}
