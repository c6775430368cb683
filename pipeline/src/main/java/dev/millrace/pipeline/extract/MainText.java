package dev.millrace.pipeline.extract;

import java.util.List;
import java.util.function.Supplier;

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
        PageElements page = PageElements.of(PageParser.parse(html, settings.maxNodes()));
        StatedArticle stated = StatedArticle.of(page);
        return new ExtractedPage(text(page, stated, settings), PageFacts.of(page, stated));
    }

    /** Tries again with more let pass while there is little text, and takes what has far more running text. */
    private static String text(PageElements page, StatedArticle stated, ExtractSettings settings) {
        Preset preset = settings.preset();
        List<Leniency> attempts = List.of(
                new Leniency(true, true, true, true, preset),
                new Leniency(false, true, true, true, preset),
                new Leniency(false, true, false, true, preset),
                new Leniency(false, false, false, false, preset));
        OwnSite site = OwnSite.of(page);
        Found best = Found.NOTHING;
        for (int i = 0; i < attempts.size(); i++) {
            Leniency leniency = attempts.get(i);
            HiddenStyles styles = leniency.removesUnlikely() ? HiddenStyles.of(page) : HiddenStyles.none();
            PageTree tree = PageTree.of(page.page(), site, styles);
            if (tree.nodes.size() > settings.maxNodes()) {
                throw new PageTooLargeException(tree.nodes.size(), settings.maxNodes());
            }
            Found found = attempt(tree, leniency, stated, settings.format());
            best = found.isBetterThan(best) ? found : best;
            if (best.isPlenty() || (i > 0 && best.isEnough())) {
                break;
            }
            // of what is huge and has no text, once more is enough
            i = tree.nodes.size() > HUGE ? Math.max(i, attempts.size() - 2) : i;
        }
        return best.written().get();
    }

    static Found attempt(PageTree tree, Leniency leniency, StatedArticle stated, TextFormat format) {
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
        List<PageNode> found = new ContentFinder(tree, leniency.weighsClasses(), title).find();
        if (leniency.removesWithin()) {
            found.forEach(content -> Boilerplate.removeWithin(tree, content, leniency));
        }
        List<PageNode> contents =
                leniency.removesUnlikely() ? Refinement.of(tree, found, title, stated, leniency.preset()) : found;
        String text = PlainText.of(tree, contents);
        if (leniency.removesUnlikely() && stated.isMissedBy(text)) {
            return new Found(stated.body(), stated::body);
        }
        return new Found(text, () -> format == TextFormat.MARKDOWN ? Markdown.of(tree, contents) : text);
    }

    /**
     * @param text as plain text, by which attempts are compared whatever is written
     * @param written in the format asked for
     */
    private record Found(String text, Supplier<String> written) {
        static final Found NOTHING = new Found("", () -> "");

        boolean isEnough() {
            return text.length() >= ENOUGH;
        }

        boolean isPlenty() {
            return text.length() >= PLENTY || prose() >= ENOUGH;
        }

        boolean isBetterThan(Found other) {
            return other.isEnough()
                    ? prose() >= ENOUGH && prose() > FAR_MORE * other.prose()
                    : text.length() > other.text.length();
        }

        private int prose() {
            return text.lines()
                    .mapToInt(String::length)
                    .filter(length -> length >= LONG_LINE)
                    .sum();
        }
    }
}
