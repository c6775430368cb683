package dev.millrace.pipeline.source;

import java.io.Closeable;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A sliding window over all runs of a file, addressed by uncompressed position, that remembers where runs begin and
 * where damage lies. Going forward drops what lies behind.
 */
final class RunBuffer implements Closeable {
    private static final int CHUNK = 1 << 16;
    private static final int MOST_STARTS = 1 << 17;
    private static final long LONGEST_WINDOW = Integer.MAX_VALUE - 8L;

    /** Damage at this position of the text. */
    record Damaged(long position, ByteRun.Boundary.Damage damage) {}

    private final ByteRun run;
    /** Offsets in the stored file where runs begin, by their positions in the text after the current one. */
    private final NavigableMap<Long, Long> starts = new TreeMap<>();

    private final Deque<Damaged> damages = new ArrayDeque<>();
    private long runPosition;
    private long runOffset;
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
        while (!starts.isEmpty() && starts.firstKey() <= position) {
            Map.Entry<Long, Long> start = starts.pollFirstEntry();
            runPosition = start.getKey();
            runOffset = start.getValue();
        }
        List<ByteRun.Boundary.Damage> passed = new ArrayList<>();
        while (!damages.isEmpty() && damages.peekFirst().position() <= position) {
            passed.add(damages.pollFirst().damage());
        }
        return passed;
    }

    /** Place of the current position in the stored file: where its run begins, plus the text from there. */
    long offset() {
        return runOffset + position() - runPosition;
    }

    /** Where in the stored file the run begins that holds a position, which must not lie before the current one. */
    long runOffset(long position) {
        Map.Entry<Long, Long> start = starts.floorEntry(position);
        return start == null ? runOffset : start.getValue();
    }

    /** The first damage after the current position, as far as bytes were read. */
    Optional<Damaged> nextDamage() {
        return Optional.ofNullable(damages.peekFirst());
    }

    /** Whether runs begin where records do. */
    boolean holdsWholeRecords() {
        return run.holdsWholeRecords();
    }

    /** Whether a run of whole records begins at this position, which must not lie before the current one. */
    boolean startsRun(long position) {
        return holdsWholeRecords() && (position == runPosition || starts.containsKey(position));
    }

    /** Where the next run of whole records begins after the current position, as far as bytes were read. */
    Optional<Long> nextRunStart() {
        return holdsWholeRecords() && !starts.isEmpty() ? Optional.of(starts.firstKey()) : Optional.empty();
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
            if (starts.size() < MOST_STARTS || starts.containsKey(base + tail)) {
                starts.put(base + tail, start.offset());
            }
        } else if (boundary instanceof ByteRun.Boundary.Damage damage) {
            damages.addLast(new Damaged(base + tail, damage));
        } else {
            ended = true;
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
