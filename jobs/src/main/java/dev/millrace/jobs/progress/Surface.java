package dev.millrace.jobs.progress;

import java.util.function.IntFunction;

/** What progress is drawn on. */
interface Surface {
    /**
     * May leave the line out when it is too early for the next.
     *
     * @param line by the columns there are; 0 for no bar
     */
    void show(IntFunction<String> line, double seconds);

    /** Nothing follows. */
    void end();
}
