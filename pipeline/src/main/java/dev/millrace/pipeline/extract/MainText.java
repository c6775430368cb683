package dev.millrace.pipeline.extract;

import java.util.List;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;

/** Main text of HTML pages. */
public final class MainText {
    private static final int ENOUGH = 120;
    private static final int PLENTY = 600;
    private static final int LONG_LINE = 80;
    private static final double FAR_MORE = 2;
    private static final int HUGE = 100_000;

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
        StatedArticle stated = StatedArticle.of(page);
        return new ExtractedPage(text(page, stated, settings), PageFacts.of(page, stated));
    }

    /** Tries again with more let pass while there is little text, and takes what has far more running text. */
    private static String text(Document page, StatedArticle stated, ExtractSettings settings) {
        Preset preset = settings.preset();
        List<Leniency> attempts = List.of(
                new Leniency(true, true, true, true, preset),
                new Leniency(false, true, true, true, preset),
                new Leniency(false, true, false, true, preset),
                new Leniency(false, false, false, false, preset));
        OwnSite site = OwnSite.of(page);
        String best = "";
        for (int i = 0; i < attempts.size(); i++) {
            Leniency leniency = attempts.get(i);
            HiddenStyles styles = leniency.removesUnlikely() ? HiddenStyles.of(page) : HiddenStyles.none();
            PageTree tree = PageTree.of(page, site, styles);
            if (tree.nodes.size() > settings.maxNodes()) {
                throw new PageTooLargeException(tree.nodes.size(), settings.maxNodes());
            }
            String text = attempt(tree, leniency, stated, settings.format());
            boolean better = best.length() < ENOUGH
                    ? text.length() > best.length()
                    : prose(text) >= ENOUGH && prose(text) > FAR_MORE * prose(best);
            best = better ? text : best;
            boolean plenty = best.length() >= PLENTY || prose(best) >= ENOUGH;
            if (plenty || (i > 0 && best.length() >= ENOUGH)) {
                return best;
            }
            // of what is huge and has no text, once more is enough
            i = tree.nodes.size() > HUGE ? Math.max(i, attempts.size() - 2) : i;
        }
        return best;
    }

    private static int prose(String text) {
        return text.lines()
                .mapToInt(String::length)
                .filter(length -> length >= LONG_LINE)
                .sum();
    }

    private static String attempt(PageTree tree, Leniency leniency, StatedArticle stated, TextFormat format) {
        tree.measure();
        LayoutTables.release(tree);
        PageTitle title = PageTitle.in(tree, stated);
        if (leniency.removesUnlikely()) {
            Boilerplate.removeUnlikely(tree, title, leniency.preset());
            tree.measure();
            RepeatedTeasers.remove(tree);
        } else if (leniency.removesComments()) {
            Boilerplate.removeComments(tree);
            tree.measure();
        }
        Labels.remove(tree, leniency.preset());
        tree.measure();
        List<PageNode> contents = new ContentFinder(tree, leniency.weighsClasses(), title).find();
        if (leniency.removesWithin()) {
            contents.forEach(content -> Boilerplate.removeWithin(tree, content, leniency));
        }
        if (leniency.removesUnlikely()) {
            contents = Refinement.of(tree, contents, title, stated, leniency.preset());
        }
        String text = format == TextFormat.MARKDOWN ? Markdown.of(tree, contents) : PlainText.of(tree, contents);
        return leniency.removesUnlikely() && stated.isMissedBy(text) ? stated.body() : text;
    }
}
