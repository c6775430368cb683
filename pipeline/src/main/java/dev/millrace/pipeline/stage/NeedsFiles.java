package dev.millrace.pipeline.stage;

import java.util.List;

/** Settings that name files whose content shapes what the stage does, so that a changed file is another setting. */
public interface NeedsFiles {

    /** Their paths, as they were given. */
    List<String> files();
}
