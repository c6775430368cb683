package dev.millrace.jobs.config;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigParseOptions;
import com.typesafe.config.ConfigRenderOptions;
import com.typesafe.config.ConfigSyntax;
import com.typesafe.config.ConfigValue;
import com.typesafe.config.ConfigValueFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** All layers as one: bundled presets, then a file, then single definitions. */
public final class Configuration {
    /** Where the build bundles the folder conf/. */
    private static final String BUNDLE = "dev/millrace/conf/";

    private static final ConfigParseOptions HOCON =
            ConfigParseOptions.defaults().setSyntax(ConfigSyntax.CONF).setAllowMissing(false);

    private final Config merged;

    private final Catalogue catalogue;

    private Configuration(Config merged, Catalogue catalogue) {
        this.merged = merged;
        this.catalogue = catalogue;
    }

    /**
     * @param presets names of bundled files, each over the one before; the first, {@code reference.conf}, knows every
     *     key that the layers after the presets may hold
     * @param file over the presets
     * @param definitions {@code key=value} each, over all else; a value that opens with a bracket, a brace or a quote is
     *     HOCON, any other is taken as it stands
     * @param catalogue what the {@link Choice}s can be
     * @throws ConfigurationException when a layer is unreadable or holds an unknown key
     */
    public static Configuration load(
            List<String> presets, Optional<Path> file, List<String> definitions, Catalogue catalogue) {
        Config config = ConfigFactory.empty();
        try {
            for (String preset : presets) {
                config = bundled(preset).withFallback(config);
            }
            ConfigObject known =
                    presets.isEmpty() ? config.root() : bundled(presets.get(0)).root();
            for (Config layer : layers(file, definitions)) {
                UnknownKeys.refuse(layer.root(), known, "");
                config = layer.withFallback(config);
            }
            return new Configuration(config.resolve(), catalogue);
        } catch (ConfigException e) {
            throw new ConfigurationException(firstLine(e));
        }
    }

    /** The same with one definition, {@code key=value}, over all else. */
    public Configuration with(String definition) {
        return new Configuration(define(definition).withFallback(merged), catalogue);
    }

    /** Whether the list under a key has entries. */
    public boolean hasEntries(String list) {
        return merged.hasPath(list) && !merged.getList(list).isEmpty();
    }

    /**
     * @param section full key, such as {@code stages.extract}
     * @throws ConfigurationException when a key is unknown or missing, or a value is not allowed
     */
    public <R extends Record> R read(String section, Class<R> type) {
        if (!merged.hasPath(section)) {
            throw new ConfigurationException("missing section " + section);
        }
        ConfigValue value = merged.getValue(section);
        return type.cast(new RecordReader(catalogue, merged.root()).read(value, type, section));
    }

    /** HOCON of these sections, in their order; what is not there is left out. */
    public String render(List<String> sections) {
        ConfigRenderOptions options = ConfigRenderOptions.defaults()
                .setOriginComments(false)
                .setComments(false)
                .setJson(false);
        StringBuilder text = new StringBuilder();
        for (String section : sections) {
            if (merged.hasPath(section)) {
                text.append(merged.getValue(section).atPath(section).root().render(options));
            }
        }
        return text.toString();
    }

    private static List<Config> layers(Optional<Path> file, List<String> definitions) {
        List<Config> layers = new ArrayList<>();
        file.ifPresent(path -> layers.add(parse(path)));
        definitions.forEach(definition -> layers.add(define(definition)));
        return layers;
    }

    private static Config bundled(String preset) {
        return ConfigFactory.parseResources(Configuration.class.getClassLoader(), BUNDLE + preset, HOCON);
    }

    private static Config parse(Path file) {
        if (!Files.isRegularFile(file)) {
            throw new ConfigurationException(file + ": no such configuration file");
        }
        return ConfigFactory.parseFile(file.toFile(), HOCON);
    }

    private static Config define(String definition) {
        int equals = definition.indexOf('=');
        if (equals <= 0) {
            throw new ConfigurationException(Place.OPTION + definition + ": must be key=value");
        }
        String key = definition.substring(0, equals).strip();
        String text = definition.substring(equals + 1).strip();
        String origin = Place.OPTION + key;
        try {
            return ConfigFactory.empty().withValue(key, value(text, origin));
        } catch (ConfigException e) {
            throw new ConfigurationException(Place.OPTION + definition + ": " + firstLine(e));
        }
    }

    private static ConfigValue value(String text, String origin) {
        if (text.startsWith("[") || text.startsWith("{") || text.startsWith("\"")) {
            ConfigParseOptions options = HOCON.setOriginDescription(origin);
            return ConfigFactory.parseString("value = " + text, options).getValue("value");
        }
        return ConfigValueFactory.fromAnyRef(text.equals("null") ? null : text, origin);
    }

    private static String firstLine(ConfigException e) {
        return String.valueOf(e.getMessage()).lines().findFirst().orElse("unreadable");
    }
}
