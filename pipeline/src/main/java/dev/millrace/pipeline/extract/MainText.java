package dev.millrace.pipeline.extract;

import java.util.List;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;

/** Main text of HTML pages. */
public final class MainText {
    private static final int ENOUGH = 500;

    private MainText() {}

    /**
     * Extracts the main text of a page.
     *
     * @param html the whole page, or a part of one
     * @return never null; the text is empty when the page has none
     * @throws PageTooLargeException when the page has more nodes than the settings allow
     */
    public static ExtractedPage extract(String html, ExtractSettings settings) {
        int tags = NodeBudget.tags(html);
        if (tags > settings.maxNodes()) {
            throw new PageTooLargeException(tags, settings.maxNodes());
        }
        Document page = Jsoup.parse(html);
        PageTree whole = PageTree.of(page);
        if (whole.nodes.size() > settings.maxNodes()) {
            throw new PageTooLargeException(whole.nodes.size(), settings.maxNodes());
        }
        return new ExtractedPage(text(page, settings), PageFacts.of(page));
    }

    /** Tries again with more let pass while there is little text, and takes what is longest. */
    private static String text(Document page, ExtractSettings settings) {
        double links = settings.preset().linkDensity();
        List<Leniency> attempts = List.of(
                new Leniency(true, true, true, links),
                new Leniency(false, true, true, links),
                new Leniency(false, false, true, links),
                new Leniency(false, false, false, links));
        String best = "";
        for (Leniency leniency : attempts) {
            String text = attempt(PageTree.of(page), leniency);
            if (text.length() >= ENOUGH) {
                return text;
            }
            best = text.length() > best.length() ? text : best;
        }
        return best;
    }

    private static String attempt(PageTree tree, Leniency leniency) {
        if (leniency.removesUnlikely()) {
            Boilerplate.removeUnlikely(tree);
        }
        tree.measure();
        Boilerplate.removeLabels(tree);
        tree.measure();
        List<PageNode> contents = new ContentFinder(tree, leniency.weighsClasses()).find();
        if (leniency.removesWithin()) {
            contents.forEach(content -> Boilerplate.removeWithin(tree, content, leniency));
        }
        return PlainText.of(tree, contents);
    }
}
