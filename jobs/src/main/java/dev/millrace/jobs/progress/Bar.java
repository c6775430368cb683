package dev.millrace.jobs.progress;

import java.io.PrintStream;
import java.util.function.IntFunction;

/** One line of a terminal, drawn over. */
final class Bar implements Surface {
    /** Back to the first column and clear to the end of the line (ECMA-48 EL). */
    private static final String AGAIN = "\r\u001b[K";

    private final PrintStream out;
    private final int columns;
    private boolean ended;

    Bar(PrintStream out, int columns) {
        this.out = out;
        this.columns = columns;
    }

    @Override
    public void show(IntFunction<String> line, double seconds) {
        if (!ended) {
            out.print(AGAIN + cut(line.apply(columns)));
            out.flush();
        }
    }

    @Override
    public void end() {
        ended = true;
        out.print(AGAIN);
        out.flush();
    }

    private String cut(String line) {
        return line.length() < columns ? line : line.substring(0, Math.max(0, columns - 1));
    }
}
