package dev.millrace.pipeline.extract;

import java.util.Locale;
import java.util.OptionalInt;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;

/**
 * Where a page shows the title that it states.
 *
 * @param heading order of the heading, or of the block, that shows the title; absent when none does
 */
record PageTitle(OptionalInt heading) {
    private static final int LONGEST = 300;
    private static final int LEAST = 4;
    private static final int MOST_BLOCKS = 8;

    /** As the document states it, also where broken markup moved it out of the head; empty when it has none. */
    static String of(Document page) {
        String inHead = page.title().strip();
        if (!inHead.isEmpty()) {
            return inHead;
        }
        return page.getElementsByTag("title").stream()
                .filter(title -> title.closest("svg") == null)
                .map(Element::text)
                .map(String::strip)
                .filter(title -> !title.isEmpty())
                .findFirst()
                .orElse("");
    }

    /** The first heading of the stated title, one of first level before others; else the only one of first level. */
    static PageTitle in(PageTree tree, StatedArticle stated) {
        OptionalInt first = OptionalInt.empty();
        OptionalInt only = OptionalInt.empty();
        int firstLevel = 0;
        for (int i = 0; i < tree.nodes.size(); i++) {
            PageNode node = tree.nodes.get(i);
            if (node.removed || !node.isHeading() || node.characters > LONGEST || node.blocksWithin > MOST_BLOCKS) {
                continue;
            }
            if (node.tag.equals("h1") && node.characters > 0) {
                firstLevel++;
                only = OptionalInt.of(i);
            }
            boolean same = shows(tree, node, stated);
            if (same && node.tag.equals("h1")) {
                return new PageTitle(OptionalInt.of(i));
            }
            first = same && first.isEmpty() ? OptionalInt.of(i) : first;
        }
        return new PageTitle(first.isEmpty() && firstLevel == 1 ? only : first);
    }

    boolean isWithin(PageNode node) {
        return heading.isPresent() && node.order < heading.getAsInt() && heading.getAsInt() < node.end;
    }

    static boolean shows(PageTree tree, PageNode node, StatedArticle stated) {
        String text = letters(tree.text(node, LONGEST));
        return text.length() >= LEAST
                && stated.titles().stream().map(PageTitle::letters).anyMatch(title -> alike(title, text));
    }

    /** Equal, or one begins with the other and has little more: "Title | Site". */
    private static boolean alike(String title, String text) {
        if (title.equals(text)) {
            return true;
        }
        boolean part =
                text.length() >= 12 && (title.startsWith(text) || title.endsWith(text) || text.startsWith(title));
        return part && Math.min(title.length(), text.length()) > .4 * Math.max(title.length(), text.length());
    }

    /** Letters and digits only, lower case. */
    static String letters(String text) {
        StringBuilder letters = new StringBuilder();
        text.codePoints().filter(Character::isLetterOrDigit).forEach(letters::appendCodePoint);
        return letters.toString().toLowerCase(Locale.ROOT);
    }
}
