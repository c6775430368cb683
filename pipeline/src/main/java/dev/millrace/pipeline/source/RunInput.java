package dev.millrace.pipeline.source;

import java.io.IOException;
import java.io.InputStream;

/** All runs of a file as one stream, compression undone where the file is compressed; damage throws {@link DamagedException}. */
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
        return new RunInput(Compression.runs(file, Opening.ANY));
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
