package dev.millrace.pipeline.extract;

import java.util.Iterator;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.parser.Parser;
import org.jsoup.parser.StreamParser;

/** Parses pages, as long as they do not become too large. */
final class PageParser {
    /** Elements that a tag may make: formatting that was not closed is opened again in what follows. */
    private static final int MOST_PER_TAG = 13;
    /** Elements within each other; what lies deeper becomes their sibling. */
    private static final int DEEPEST = 256;

    private PageParser() {}

    /** @throws PageTooLargeException when there are more tags, or more elements are made of them */
    static Document parse(String html, int maxNodes) {
        int tags = NodeBudget.tags(html);
        if (tags > maxNodes) {
            throw new PageTooLargeException(tags, maxNodes);
        }
        Parser parser = Parser.htmlParser().setMaxDepth(DEEPEST);
        return tags <= maxNodes / MOST_PER_TAG ? parser.parseInput(html, "") : counted(parser, html, maxNodes);
    }

    private static Document counted(Parser parser, String html, int maxNodes) {
        try (StreamParser stream = new StreamParser(parser).parse(html, "")) {
            Iterator<Element> elements = stream.iterator();
            for (int made = 0; elements.hasNext(); elements.next()) {
                if (++made > maxNodes) {
                    throw new PageTooLargeException(made, maxNodes);
                }
            }
            return stream.document();
        }
    }
}
