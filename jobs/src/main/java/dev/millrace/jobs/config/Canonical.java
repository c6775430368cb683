package dev.millrace.jobs.config;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Settings as a sorted map of full key to value, one spelling for each value ({@code 8m} and {@code 8388608} are the
 * same): what a stage's key is computed from. What is absent has no entry; an empty list is {@code []}.
 */
public final class Canonical {
    private Canonical() {}

    /** Keys are below {@code key}; an empty one puts them at the top. */
    public static SortedMap<String, String> of(Record settings, String key) {
        SortedMap<String, String> values = new TreeMap<>();
        put(values, key, settings);
        return Collections.unmodifiableSortedMap(values);
    }

    private static void put(SortedMap<String, String> values, String key, Object value) {
        if (value instanceof Choice choice) {
            put(values, KeyName.below(key, Choice.KEY), choice.stage());
            put(values, key, choice.settings());
        } else if (value instanceof Record settings) {
            RecordReader.components(settings.getClass())
                    .forEach((name, component) -> put(values, KeyName.below(key, name), read(component, settings)));
        } else if (value instanceof Optional<?> optional) {
            optional.ifPresent(present -> put(values, key, present));
        } else if (value instanceof List<?> list) {
            if (list.isEmpty()) {
                values.put(key, "[]");
            }
            for (int i = 0; i < list.size(); i++) {
                put(values, key + "[" + i + "]", list.get(i));
            }
        } else {
            values.put(key, value instanceof Enum<?> constant ? KeyName.of(constant) : String.valueOf(value));
        }
    }

    private static Object read(RecordComponent component, Record settings) {
        try {
            component.getAccessor().setAccessible(true);
            return component.getAccessor().invoke(settings);
        } catch (IllegalAccessException | InvocationTargetException e) {
            throw new IllegalStateException("Could not read " + component, e);
        }
    }
}
