package dev.millrace.jobs.config;

/** A configuration that cannot be used; the message is one line with place, key, value and what is allowed. */
public final class ConfigurationException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public ConfigurationException(String message) {
        super(message);
    }
}
