package dev.millrace.jobs.config;

import com.typesafe.config.ConfigRenderOptions;
import com.typesafe.config.ConfigValueFactory;
import java.util.List;

/** Definitions that a command's own options stand for. */
public final class Definition {
    private Definition() {}

    /** {@code key=["a","b"]} */
    public static String list(String key, List<String> values) {
        return key + "=" + ConfigValueFactory.fromIterable(values).render(ConfigRenderOptions.concise());
    }

    /** {@code key="value"} */
    public static String text(String key, String value) {
        return key + "=" + ConfigValueFactory.fromAnyRef(value).render(ConfigRenderOptions.concise());
    }
}
