package dev.millrace.pipeline.extract;

import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;

/** What elements of one sort say, as long as that is little; elements within each other say much again. */
final class ShortTexts {
    private static final int MOST_ELEMENTS = 20_000;
    private static final int MOST_TEXT = 1 << 20;

    private ShortTexts() {}

    /** In document order, until all of them said much. */
    static Stream<String> of(Document page, Predicate<Element> wanted, Function<Element, String> text) {
        return of(page.body().stream().limit(MOST_ELEMENTS).filter(wanted), text);
    }

    /** In their order, until all of them said much. */
    static Stream<String> of(Stream<Element> elements, Function<Element, String> text) {
        int[] left = {MOST_TEXT};
        return elements.takeWhile(element -> left[0] > 0)
                .map(text)
                .peek(said -> left[0] -= said.length())
                .map(String::strip)
                .filter(said -> !said.isEmpty());
    }
}
