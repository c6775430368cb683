package dev.millrace.jobs.config;

import com.typesafe.config.ConfigOrigin;
import com.typesafe.config.ConfigRenderOptions;
import com.typesafe.config.ConfigValue;

/** Where a value was written, and how errors quote it. */
final class Place {
    /** Origin of a definition, before its key. */
    static final String OPTION = "-D ";

    private static final int LONGEST_QUOTE = 60;

    private Place() {}

    /** {@code file:line}, or the option that gave the value. */
    static String of(ConfigOrigin origin) {
        String line = origin.lineNumber() > 0 ? ":" + origin.lineNumber() : "";
        if (origin.resource() != null) {
            return origin.resource().substring(origin.resource().lastIndexOf('/') + 1) + line;
        }
        if (origin.filename() != null) {
            return origin.filename() + line;
        }
        return origin.description();
    }

    /** {@code file:line: key}; an option that gives the key names it already. */
    static String of(ConfigOrigin origin, String key) {
        String place = of(origin);
        return place.equals(OPTION + key) ? place : place + ": " + key;
    }

    /** The value on one line, shortened. */
    static String quote(ConfigValue value) {
        String text = value.render(ConfigRenderOptions.concise());
        return text.length() <= LONGEST_QUOTE ? text : text.substring(0, LONGEST_QUOTE) + "…";
    }

    static ConfigurationException error(ConfigValue value, String key, String problem) {
        return new ConfigurationException(of(value.origin(), key) + " = " + quote(value) + ": " + problem);
    }
}
