package dev.millrace.jobs.progress;

import java.util.Timer;
import java.util.TimerTask;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

/** One piece of work under way. Closing it takes it off a terminal; what came of it is for others to say. */
public final class Progress implements AutoCloseable {
    /** How often a watcher looks, in milliseconds; what it sees it may show less often. */
    private static final long TICK = 200;

    private final Line line;
    private final Surface surface;
    private final LongSupplier nanos;
    private final AtomicLong done = new AtomicLong();
    private final AtomicLong total = new AtomicLong(Line.UNKNOWN);
    private final Timer timer = new Timer("progress", true);
    private final long began;
    private volatile String note = "";

    Progress(Line line, Surface surface, LongSupplier nanos) {
        this.line = line;
        this.surface = surface;
        this.nanos = nanos;
        this.began = nanos.getAsLong();
    }

    void begin() {
        timer.schedule(
                new TimerTask() {
                    @Override
                    public void run() {
                        tick();
                    }
                },
                TICK,
                TICK);
    }

    /** Says how much there is to do. */
    public void total(long units) {
        total.set(units);
    }

    /** Counts more as done. */
    public void advance(long units) {
        done.addAndGet(units);
    }

    /** Says how much is done in all. */
    public void reach(long units) {
        done.set(units);
    }

    /** A few words behind the line, such as a loss; they replace the ones before. */
    public void note(String words) {
        note = words;
    }

    void tick() {
        synchronized (surface) {
            surface.show(width -> line.render(done.get(), total.get(), elapsed(), note, width), elapsed());
        }
    }

    private double elapsed() {
        return (nanos.getAsLong() - began) / 1e9;
    }

    @Override
    public void close() {
        timer.cancel();
        synchronized (surface) {
            surface.end();
        }
    }
}
