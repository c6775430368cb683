package dev.millrace.jobs.job;

import java.util.Optional;

/**
 * Where training leaves TensorBoard's event files; none of it changes a byte of the model.
 *
 * @param folder below the output, or one of its own; no files when absent
 */
public record BoardSettings(Optional<String> folder) {
    public BoardSettings {
        if (folder.isPresent() && folder.get().isBlank()) {
            throw new IllegalArgumentException("Invalid folder: \"\" (must name a folder; null writes none)");
        }
    }
}
