package dev.millrace.pipeline.source;

import java.io.IOException;
import java.io.InputStream;

/** All runs of a file as one stream, gzip undone where the file is gzip; damage throws {@link DamagedException}. */
final class RunInput extends InputStream {
    /** The bytes can't be read on from here. */
    static final class DamagedException extends IOException {
        private static final long serialVersionUID = 1L;

        private final transient ByteRun.Boundary.Damage damage;

        DamagedException(ByteRun.Boundary.Damage damage) {
            super(damage.detail());
            this.damage = damage;
        }

        ByteRun.Boundary.Damage damage() {
            return damage;
        }
    }

    private final ByteRun run;
    private boolean ended;

    private RunInput(ByteRun run) {
        this.run = run;
    }

    static RunInput open(StoredFile file) {
        StoredInput in = file.open();
        try {
            boolean gzip = GzipInput.isGzip(in.readNBytes(2));
            in.seek(0);
            return new RunInput(gzip ? new GzipRuns(in, file.file().length(), new byte[0]) : new PlainRun(in));
        } catch (IOException e) {
            throw new IllegalStateException("A stored file fails unchecked", e);
        }
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        while (!ended) {
            int count = run.read(target, offset, length);
            if (count > 0) {
                return count;
            }
            ByteRun.Boundary boundary = run.advance();
            if (boundary instanceof ByteRun.Boundary.Damage damage) {
                ended = true;
                throw new DamagedException(damage);
            }
            ended = boundary instanceof ByteRun.Boundary.End;
        }
        return -1;
    }

    @Override
    public void close() {
        run.close();
    }
}
