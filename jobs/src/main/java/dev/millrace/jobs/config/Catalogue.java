package dev.millrace.jobs.config;

import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What a {@link Choice} can be.
 *
 * @param defaults key of the section that holds each name's default settings
 * @param types settings record of each name
 */
public record Catalogue(String defaults, SortedMap<String, Class<? extends Record>> types) {
    public Catalogue {
        types = Collections.unmodifiableSortedMap(new TreeMap<>(types));
    }

    /** No choices. */
    public static Catalogue empty() {
        return new Catalogue("", new TreeMap<>(Map.of()));
    }
}
