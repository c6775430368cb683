package dev.millrace.trainer.model;

import java.nio.file.Path;

/** Reference data beside the checkout, for the tests that run only when it is given. */
public final class Reference {
    private Reference() {}

    /** A file or folder of it. */
    public static Path path(String below) {
        return Path.of(System.getProperty("millrace.root"))
                .resolve(System.getProperty("millrace.reference"))
                .resolve(below);
    }
}
