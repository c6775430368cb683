package dev.millrace.jobs.progress;

import java.io.PrintStream;
import java.util.OptionalInt;
import java.util.function.LongSupplier;

/**
 * Where progress is shown: a line that is drawn over and over on a terminal, plain lines every few seconds elsewhere.
 * One {@link Progress} at a time.
 */
public final class Display {
    private final PrintStream out;
    private final OptionalInt columns;
    private final LongSupplier nanos;

    private Display(PrintStream out, OptionalInt columns, LongSupplier nanos) {
        this.out = out;
        this.columns = columns;
        this.nanos = nanos;
    }

    /**
     * @param columns width of the terminal; empty when {@code out} is none
     * @param nanos clock
     */
    public static Display on(PrintStream out, OptionalInt columns, LongSupplier nanos) {
        return new Display(out, columns, nanos);
    }

    /**
     * @param label what runs, such as {@code dedupe}
     * @param unit what is counted, in the plural, such as {@code documents}
     */
    public Progress start(String label, String unit) {
        Progress progress = new Progress(
                new Line(label, unit), columns.isPresent() ? new Bar(out, columns.getAsInt()) : new Lines(out), nanos);
        progress.begin();
        return progress;
    }

    /** A line of its own, between two pieces of work. */
    public void say(String line) {
        out.println(line);
    }
}
