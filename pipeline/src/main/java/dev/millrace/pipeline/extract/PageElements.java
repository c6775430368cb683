package dev.millrace.pipeline.extract;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;

/** A page with those of its elements that are looked up by tag, found in one pass. */
final class PageElements {
    private static final List<String> TAGS =
            List.of("html", "meta", "link", "script", "style", "a", "h1", "time", "title");

    private final Document page;
    private final Map<String, List<Element>> tagged = new HashMap<>();

    private PageElements(Document page) {
        this.page = page;
        TAGS.forEach(tag -> tagged.put(tag, new ArrayList<>()));
    }

    static PageElements of(Document page) {
        PageElements elements = new PageElements(page);
        page.traverse((node, depth) -> {
            if (node instanceof Element element) {
                List<Element> same = elements.tagged.get(element.normalName());
                if (same != null) {
                    same.add(element);
                }
            }
        });
        return elements;
    }

    Document page() {
        return page;
    }

    /** In document order, on the whole page; of the tags that are looked up. */
    List<Element> tagged(String tag) {
        return tagged.get(tag);
    }
}
