package dev.millrace.pipeline.spark;

/** Is told how a stage gets on. Calls may come from any thread. */
public interface StageListener {
    /** Hears nothing. */
    StageListener NONE = new StageListener() {};

    /**
     * A stage, or a further phase of it, begins.
     *
     * @param phase such as {@code dedupe: signatures}
     * @param unit in the plural, such as {@code tasks}
     */
    default void started(String phase, String unit) {}

    /**
     * @param done units of the phase
     * @param total as far as it is known by now
     */
    default void progressed(long done, long total) {}

    /** The stage is committed, or was found so. */
    default void finished(StageReport report) {}
}
