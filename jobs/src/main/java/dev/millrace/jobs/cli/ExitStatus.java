package dev.millrace.jobs.cli;

/** What the process ends with. */
final class ExitStatus {
    static final int DONE = 0;
    static final int FAILED = 1;
    static final int WRONG_USE = 2;
    static final int GATE_TRIPPED = 3;

    private ExitStatus() {}
}
