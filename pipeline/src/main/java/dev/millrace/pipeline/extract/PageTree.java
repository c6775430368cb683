package dev.millrace.pipeline.extract;

import java.util.List;
import org.jsoup.nodes.Document;

/** The visible part of a page as a list in document order. Built and measured without recursion, in linear time. */
final class PageTree {
    private static final double RAIL = .7;
    private static final double FEW_LINKS = .35;
    private static final int LEAST_PROSE = 80;
    private static final int NEAR = 12;

    final List<PageNode> nodes;

    /** @param nodes in document order, complete, their numbers as they stand */
    PageTree(List<PageNode> nodes) {
        this.nodes = nodes;
    }

    static PageTree of(Document page, OwnSite site, HiddenStyles styles) {
        PageTreeBuilder builder = new PageTreeBuilder(site, styles);
        page.body().traverse(builder);
        return new PageTree(builder.nodes);
    }

    PageNode root() {
        return nodes.get(0);
    }

    PageNode parent(PageNode node) {
        return nodes.get(Math.max(0, node.parent));
    }

    /** What is left of an element's text, on one line, at most so many characters. */
    String text(PageNode node, int most) {
        StringBuilder text = new StringBuilder();
        boolean space = false;
        for (int i = node.order; i < node.end && text.length() < most; i++) {
            PageNode part = nodes.get(i);
            if (part.removed) {
                i = part.end - 1;
                continue;
            }
            space |= part.isBlock() || part.is(Tags.BREAK);
            for (int k = 0; k < part.text.length() && text.length() < most; ) {
                int end = TextMeasure.wordEnd(part.text, k);
                if (end == k) {
                    space |= TextMeasure.isSpace(part.text.charAt(k));
                    k++;
                    continue;
                }
                if (space && !text.isEmpty()) {
                    text.append(' ');
                }
                space = false;
                text.append(part.text, k, Math.min(end, k + Math.max(1, most - text.length())));
                k = end;
            }
        }
        return text.toString();
    }

    /** Whether the text before an element ends with a colon. */
    boolean isAnnounced(PageNode node) {
        for (int i = node.order - 1, back = 0; i >= 0 && back < NEAR; i--, back++) {
            PageNode before = nodes.get(i);
            if (before.isText() && !before.text.isBlank()) {
                String text = before.text.stripTrailing();
                return !before.removed && !before.inLink && (text.endsWith(":") || text.endsWith("\uFF1A"));
            }
        }
        return false;
    }

    /** Removes an element with all that lies below. */
    void remove(PageNode node) {
        for (int i = node.order; i < node.end; i++) {
            nodes.get(i).removed = true;
        }
    }

    /** Measures every element from what was not removed. */
    void measure() {
        nodes.forEach(PageNode::clearMeasures);
        for (int i = nodes.size() - 1; i >= 0; i--) {
            PageNode node = nodes.get(i);
            if (node.removed) {
                continue;
            }
            finish(node);
            if (i > 0) {
                nodes.get(node.parent).add(node);
            }
        }
    }

    /** Completes the measures of a node whose children are all added. */
    static void finish(PageNode node) {
        if (node.isText()) {
            node.characters = node.textCharacters;
            node.commas = node.textCommas;
            node.ownCharacters = node.characters;
            node.ownCommas = node.commas;
        } else if (node.is(Tags.LINK)) {
            node.linkCharacters = node.inLink ? node.characters : 0.3 * node.characters;
            node.ownLinkCharacters = node.linkCharacters;
            node.leavingCharacters = node.leavesSite ? node.characters : node.leavingCharacters;
        }
        if (node.isBlock()) {
            if (node.ownLinkCharacters > RAIL * node.ownCharacters) {
                node.railCharacters += node.ownLinkCharacters;
            }
            if (!node.inList
                    && node.ownCharacters >= LEAST_PROSE
                    && node.ownLinkCharacters < FEW_LINKS * node.ownCharacters) {
                node.prose += node.ownCharacters;
            }
        }
    }
}
