package dev.millrace.jobs.quickstart;

import dev.millrace.jobs.progress.Display;
import java.io.IOException;
import java.nio.file.Path;

/** Where the quick start's pages come from; the jobs are those of any run. */
public final class Quickstart {
    public static final String NAME = "quickstart";

    /** Preset over reference.conf; it reads the pages from below the output folder. */
    public static final String PRESET = "quickstart.conf";

    private static final String CORPUS = "corpus";
    private static final String PROJECT = "conf/quickstart/corpus.xml";

    private Quickstart() {}

    /**
     * Fetches the pages, unless they are there.
     *
     * @param home the clone
     * @param maven command that starts Maven
     */
    public static void fetch(Path home, String maven, Path output, Display display)
            throws IOException, InterruptedException {
        new Corpus(home.resolve(PROJECT), maven).fetchInto(output.resolve(CORPUS), display);
    }
}
