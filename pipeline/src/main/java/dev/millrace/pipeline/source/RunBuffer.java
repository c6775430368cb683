package dev.millrace.pipeline.source;

import java.io.Closeable;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/**
 * A sliding window over all runs of a file, addressed by uncompressed position, that remembers where runs begin and
 * where damage lies. Going forward drops what lies behind.
 */
final class RunBuffer implements Closeable {
    private static final int CHUNK = 1 << 16;
    private static final int MOST_STARTS = 1 << 17;
    private static final long LONGEST_WINDOW = Integer.MAX_VALUE - 8L;

    /** A run begins at this position of the text and this offset of the stored file. */
    private record Start(long position, long offset) {}

    /** Damage at this position of the text. */
    record Damaged(long position, ByteRun.Boundary.Damage damage) {}

    private final ByteRun run;
    private final Deque<Start> starts = new ArrayDeque<>();
    private final Deque<Damaged> damages = new ArrayDeque<>();
    private Start current = new Start(0, 0);
    private byte[] window = new byte[2 * CHUNK];
    private long base;
    private int head;
    private int tail;
    private boolean ended;

    RunBuffer(ByteRun run) {
        this.run = run;
    }

    long position() {
        return base + head;
    }

    /** How far the bytes reach, at most to {@code position}, reading on as needed. */
    long reach(long position) {
        while (base + tail < position && !ended) {
            fill();
        }
        return Math.min(position, base + tail);
    }

    boolean has(long position) {
        return reach(position + 1) > position;
    }

    byte at(long position) {
        return window[(int) (position - base)];
    }

    byte[] copy(long from, long to) {
        return Arrays.copyOfRange(window, (int) (from - base), (int) (to - base));
    }

    /** Drops what lies before a position that was reached, and returns the damage passed on the way. */
    List<ByteRun.Boundary.Damage> goTo(long position) {
        head = (int) (position - base);
        while (!starts.isEmpty() && starts.peekFirst().position() <= position) {
            current = starts.pollFirst();
        }
        List<ByteRun.Boundary.Damage> passed = new ArrayList<>();
        while (!damages.isEmpty() && damages.peekFirst().position() <= position) {
            passed.add(damages.pollFirst().damage());
        }
        return passed;
    }

    /** Place of the current position in the stored file: where its gzip member begins, plus the text from there. */
    long offset() {
        return current.offset() + position() - current.position();
    }

    /** The first damage after the current position, as far as bytes were read. */
    Optional<Damaged> nextDamage() {
        return Optional.ofNullable(damages.peekFirst());
    }

    boolean atRunStart() {
        return current.position() == position();
    }

    /** Whether a run begins at this position, which must not lie before the current one. */
    boolean startsRun(long position) {
        return position == current.position()
                || starts.stream()
                        .takeWhile(start -> start.position() <= position)
                        .anyMatch(start -> start.position() == position);
    }

    /** Where the next run after the current position begins, as far as bytes were read. */
    Optional<Long> nextRunStart() {
        return Optional.ofNullable(starts.peekFirst()).map(Start::position);
    }

    private void fill() {
        makeRoom();
        int count = run.read(window, tail, Math.min(CHUNK, window.length - tail));
        if (count > 0) {
            tail += count;
            return;
        }
        ByteRun.Boundary boundary = run.advance();
        if (boundary instanceof ByteRun.Boundary.Start start) {
            begin(new Start(base + tail, start.offset()));
        } else if (boundary instanceof ByteRun.Boundary.Damage damage) {
            damages.addLast(new Damaged(base + tail, damage));
        } else {
            ended = true;
        }
    }

    private void begin(Start start) {
        if (!starts.isEmpty() && starts.peekLast().position() == start.position()) {
            starts.pollLast();
        }
        if (starts.size() < MOST_STARTS) {
            starts.addLast(start);
        }
    }

    private void makeRoom() {
        if (tail < window.length) {
            return;
        }
        if (head >= window.length / 2) {
            System.arraycopy(window, head, window, 0, tail - head);
            base += head;
            tail -= head;
            head = 0;
        } else {
            window = Arrays.copyOf(window, (int) Math.min(LONGEST_WINDOW, 2L * window.length));
        }
    }

    @Override
    public void close() {
        run.close();
    }
}
