package dev.millrace.jobs.config;

import com.typesafe.config.ConfigList;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigOrigin;
import com.typesafe.config.ConfigValue;
import com.typesafe.config.ConfigValueType;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/** Reads records and what they are made of; an unknown key is an error. */
final class RecordReader {
    private final Catalogue catalogue;
    private final ConfigObject root;

    RecordReader(Catalogue catalogue, ConfigObject root) {
        this.catalogue = catalogue;
        this.root = root;
    }

    private <R extends Record> R record(ConfigObject object, Class<R> type, String key) {
        Map<String, RecordComponent> components = components(type);
        for (String name : new TreeSet<>(object.keySet())) {
            if (!components.containsKey(name)) {
                throw UnknownKeys.error(object.get(name), key, name, components.keySet());
            }
        }
        List<Object> arguments = new ArrayList<>();
        for (Map.Entry<String, RecordComponent> component : components.entrySet()) {
            arguments.add(component(object, component.getKey(), component.getValue(), key));
        }
        return construct(object, type, components, arguments, key);
    }

    static Map<String, RecordComponent> components(Class<?> type) {
        Map<String, RecordComponent> components = new LinkedHashMap<>();
        for (RecordComponent component : type.getRecordComponents()) {
            components.put(KeyName.of(component.getName()), component);
        }
        return components;
    }

    private Object component(ConfigObject object, String name, RecordComponent component, String key) {
        ConfigValue value = object.get(name);
        String full = KeyName.below(key, name);
        if (component.getType() == Optional.class) {
            return value == null || value.valueType() == ConfigValueType.NULL
                    ? Optional.empty()
                    : Optional.of(read(value, argument(component.getGenericType()), full));
        }
        if (value == null) {
            throw new ConfigurationException(
                    Place.of(object.origin()) + ": missing key " + full + " (" + kind(component.getType()) + ")");
        }
        return read(value, component.getGenericType(), full);
    }

    Object read(ConfigValue value, Type type, String key) {
        if (type instanceof ParameterizedType parameterised && parameterised.getRawType() == List.class) {
            return list(value, argument(type), key);
        }
        if (!(type instanceof Class<?> plain)) {
            throw new IllegalStateException("No reader for " + type + " at " + key);
        }
        if (plain == Choice.class) {
            return choice(value, key);
        }
        if (plain.isRecord()) {
            if (value instanceof ConfigObject object) {
                return record(object, plain.asSubclass(Record.class), key);
            }
            throw Place.error(value, key, "must be " + kind(plain));
        }
        if (ScalarReader.reads(plain)) {
            return ScalarReader.read(value, plain, key);
        }
        throw new IllegalStateException("No reader for " + type + " at " + key);
    }

    private List<Object> list(ConfigValue value, Type element, String key) {
        if (!(value instanceof ConfigList list)) {
            throw Place.error(value, key, "must be a list, such as [a, b]");
        }
        List<Object> read = new ArrayList<>();
        for (int i = 0; i < list.size(); i++) {
            read.add(read(list.get(i), element, key + "[" + i + "]"));
        }
        return List.copyOf(read);
    }

    private Choice choice(ConfigValue value, String key) {
        ConfigValue name = value instanceof ConfigObject object ? object.get(Choice.KEY) : value;
        if (name == null) {
            throw new ConfigurationException(Place.of(value.origin()) + ": missing key "
                    + KeyName.below(key, Choice.KEY) + " (" + choices() + ")");
        }
        String stage = (String) ScalarReader.read(name, String.class, KeyName.below(key, Choice.KEY));
        Class<? extends Record> type = catalogue.types().get(stage);
        if (type == null) {
            String help = Nearest.to(stage, catalogue.types().keySet())
                    .map(near -> "must be " + choices() + "; did you mean " + near + "?")
                    .orElse("must be " + choices());
            throw Place.error(name, KeyName.below(key, Choice.KEY), help);
        }
        ConfigObject settings = defaults(stage);
        if (value instanceof ConfigObject object) {
            settings = object.withoutKey(Choice.KEY).withFallback(settings);
        }
        return new Choice(
                stage,
                record(settings, type, value instanceof ConfigObject ? key : catalogue.defaults() + "." + stage));
    }

    private ConfigObject defaults(String stage) {
        return root.get(catalogue.defaults()) instanceof ConfigObject sections
                        && sections.get(stage) instanceof ConfigObject section
                ? section
                : root.toConfig().atKey("x").root().withoutKey("x");
    }

    private String choices() {
        return "one of " + String.join(", ", catalogue.types().keySet());
    }

    private static String kind(Class<?> type) {
        if (type == List.class) {
            return "a list";
        }
        return type.isRecord() ? "a section { … }" : ScalarReader.kind(type);
    }

    private static Type argument(Type type) {
        return ((ParameterizedType) type).getActualTypeArguments()[0];
    }

    private static <R extends Record> R construct(
            ConfigObject object,
            Class<R> type,
            Map<String, RecordComponent> components,
            List<Object> arguments,
            String key) {
        try {
            Constructor<R> constructor = type.getDeclaredConstructor(Arrays.stream(type.getRecordComponents())
                    .map(RecordComponent::getType)
                    .toArray(Class<?>[]::new));
            constructor.setAccessible(true);
            return constructor.newInstance(arguments.toArray());
        } catch (InvocationTargetException e) {
            if (e.getCause() instanceof IllegalArgumentException cause) {
                throw refused(object, components, key, String.valueOf(cause.getMessage()));
            }
            throw new IllegalStateException("Could not make " + type.getName() + " of " + key, e.getCause());
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("Could not make " + type.getName() + " of " + key, e);
        }
    }

    /** The record names the culprit: "Invalid minimum words: 0 (…)" points at {@code minimum-words}. */
    private static ConfigurationException refused(
            ConfigObject object, Map<String, RecordComponent> components, String key, String message) {
        String problem = message.lines().findFirst().orElse("not allowed");
        int colon = problem.indexOf(':');
        if (problem.startsWith("Invalid ") && colon > 0) {
            String words = problem.substring("Invalid ".length(), colon).strip();
            String name = KeyName.of(words.replace(' ', '-'));
            ConfigValue value = object.get(name);
            if (components.containsKey(name) && value != null) {
                return new ConfigurationException(Place.of(value.origin(), KeyName.below(key, name)) + ": " + problem);
            }
        }
        return new ConfigurationException(Place.of(origin(object)) + ": " + key + ": " + problem);
    }

    /** A merged section's origin says little; its first key's place says more. */
    private static ConfigOrigin origin(ConfigObject object) {
        return object.values().stream()
                .map(ConfigValue::origin)
                .filter(origin -> origin.filename() != null || origin.lineNumber() < 0)
                .min((a, b) -> Place.of(a).compareTo(Place.of(b)))
                .orElse(object.origin());
    }
}
