package dev.millrace.jobs.job;

/** @param title of the report */
public record ReportSettings(String title) {
    public ReportSettings {
        if (title.isBlank()) {
            throw new IllegalArgumentException("Invalid title: \"\" (must not be empty)");
        }
    }
}
