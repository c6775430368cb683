package dev.millrace.pipeline.extract;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What was found on a page.
 *
 * @param text main text; empty when there is none
 * @param facts what the page states of itself: {@code title}, {@code author}, {@code date}, {@code canonical},
 *     {@code language-hint}, those that it has
 */
public record ExtractedPage(String text, SortedMap<String, String> facts) {
    public ExtractedPage {
        facts = Collections.unmodifiableSortedMap(new TreeMap<>(facts));
    }
}
