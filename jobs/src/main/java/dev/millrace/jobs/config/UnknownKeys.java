package dev.millrace.jobs.config;

import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigValue;
import java.util.Collection;
import java.util.TreeSet;

/** Finds keys that no setting has, in every section, also in those that a command does not use. */
final class UnknownKeys {
    private UnknownKeys() {}

    /** @param known holds every key that there is */
    static void refuse(ConfigObject layer, ConfigObject known, String key) {
        for (String name : new TreeSet<>(layer.keySet())) {
            ConfigValue value = layer.get(name);
            if (!known.containsKey(name)) {
                throw error(value, key, name, new TreeSet<>(known.keySet()));
            }
            if (value instanceof ConfigObject section && known.get(name) instanceof ConfigObject knownSection) {
                refuse(section, knownSection, KeyName.below(key, name));
            }
        }
    }

    static ConfigurationException error(ConfigValue value, String key, String name, Collection<String> known) {
        String full = KeyName.below(key, name);
        String help = Nearest.to(name, known)
                .map(near -> "; did you mean " + KeyName.below(key, near) + "?")
                .orElse("; known here: " + String.join(", ", known));
        return new ConfigurationException(
                Place.of(value.origin()) + ": unknown key " + full + " = " + Place.quote(value) + help);
    }
}
