package dev.millrace.jobs.job;

import dev.millrace.jobs.progress.Display;
import dev.millrace.jobs.progress.Progress;
import dev.millrace.pipeline.spark.StageListener;
import java.util.Optional;

/** Shows how a stage gets on; nothing while it is found done. */
final class StageProgress implements StageListener, AutoCloseable {
    private final Display display;
    private final String label;
    private Optional<Progress> progress = Optional.empty();

    StageProgress(Display display, String label) {
        this.display = display;
        this.label = label;
    }

    @Override
    public synchronized void started(String phase, String unit) {
        if (progress.isEmpty()) {
            progress = Optional.of(display.start(label, unit));
        }
        progress.get().note(phase.substring(phase.indexOf(':') + 1).strip());
    }

    @Override
    public synchronized void progressed(long done, long total) {
        progress.ifPresent(shown -> {
            shown.total(total);
            shown.reach(done);
        });
    }

    @Override
    public synchronized void close() {
        progress.ifPresent(Progress::close);
        progress = Optional.empty();
    }
}
