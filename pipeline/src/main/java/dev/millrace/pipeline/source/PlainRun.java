package dev.millrace.pipeline.source;

/** A file that is not compressed: one run. */
final class PlainRun implements ByteRun {
    private final StoredInput in;
    private boolean begun;

    PlainRun(StoredInput in) {
        this.in = in;
    }

    @Override
    public int read(byte[] target, int offset, int length) {
        return begun ? Math.max(0, in.read(target, offset, length)) : 0;
    }

    @Override
    public Boundary advance() {
        if (begun) {
            return new Boundary.End();
        }
        begun = true;
        return new Boundary.Start(in.position());
    }

    @Override
    public void close() {
        in.close();
    }
}
