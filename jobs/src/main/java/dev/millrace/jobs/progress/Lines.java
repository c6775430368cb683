package dev.millrace.jobs.progress;

import java.io.PrintStream;
import java.util.function.IntFunction;

/** Plain lines, rarely: for logs and pipes. */
final class Lines implements Surface {
    /** Seconds from one line to the next. */
    private static final double PAUSE = 5;

    private final PrintStream out;
    private double next = PAUSE;
    private boolean ended;

    Lines(PrintStream out) {
        this.out = out;
    }

    @Override
    public void show(IntFunction<String> line, double seconds) {
        if (!ended && seconds >= next) {
            out.println(line.apply(0));
            next = seconds + PAUSE;
        }
    }

    @Override
    public void end() {
        ended = true;
    }
}
