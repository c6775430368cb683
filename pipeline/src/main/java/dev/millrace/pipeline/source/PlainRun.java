package dev.millrace.pipeline.source;

/** A file that is not compressed, as runs of 64 KiB: so the place of what it holds is as that in a compressed file. */
final class PlainRun implements ByteRun {
    private static final int RUN = 1 << 16;

    private final StoredInput in;
    private long left;
    private boolean begun;
    private boolean ended;

    /** @param from runs that begin before this byte are left out */
    PlainRun(StoredInput in, long from) {
        this.in = in;
        in.seek(from);
        this.left = (RUN - from % RUN) % RUN;
    }

    @Override
    public int read(byte[] target, int offset, int length) {
        if (!begun || left == 0) {
            return 0;
        }
        int count = in.read(target, offset, (int) Math.min(length, left));
        ended = count < 0;
        left -= Math.max(0, count);
        return Math.max(0, count);
    }

    @Override
    public Boundary advance() {
        if (!begun) {
            begun = true;
            while (left > 0 && !ended) {
                read(new byte[(int) left], 0, (int) left);
            }
        }
        if (ended) {
            return new Boundary.End();
        }
        left = RUN;
        return new Boundary.Start(in.position());
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
