package dev.millrace.pipeline.extract;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;
import org.jsoup.select.NodeVisitor;

/** The visible part of a page as a list in document order. Built and measured without recursion, in linear time. */
final class PageTree {
    private static final Set<String> COUNTED_ONLY = Set.of("input", "textarea", "select", "button", "img");
    private static final double RAIL = .7;
    private static final double FEW_LINKS = .35;
    private static final int LEAST_PROSE = 80;
    private static final int NEAR = 12;
    private static final int LONGEST_ADDRESS = 2000;
    private static final int LONGEST_HINTS = 512;

    final List<PageNode> nodes;

    private PageTree(List<PageNode> nodes) {
        this.nodes = nodes;
    }

    static PageTree of(Document page, OwnSite site, HiddenStyles styles) {
        Builder builder = new Builder(site, styles);
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
            space |= part.isBlock() || part.tag.equals("br");
            for (int k = 0; k < part.text.length() && text.length() < most; k++) {
                char c = part.text.charAt(k);
                if (Character.isWhitespace(c) || c == '\u00A0') {
                    space = true;
                } else if (!TextMeasure.isInvisible(c)) {
                    if (space && !text.isEmpty()) {
                        text.append(' ');
                    }
                    space = false;
                    text.append(c);
                }
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
            TextMeasure.measure(node);
        } else if (node.tag.equals("a")) {
            node.linkCharacters = node.inLink ? node.characters : 0.3 * node.characters;
            node.ownLinkCharacters = node.linkCharacters;
        }
        if (node.tag.equals("a") && node.leavesSite) {
            node.leavingCharacters = node.characters;
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

    private static final class Builder implements NodeVisitor {
        private final List<PageNode> nodes = new ArrayList<>();
        private final Deque<PageNode> open = new ArrayDeque<>();
        private final OwnSite site;
        private final HiddenStyles styles;
        private int skippedDepth;

        private Builder(OwnSite site, HiddenStyles styles) {
            this.site = site;
            this.styles = styles;
        }

        @Override
        public void head(Node node, int depth) {
            if (skippedDepth > 0) {
                skippedDepth++;
            } else if (node instanceof TextNode text) {
                add(PageNode.text(nodes.size(), parent(), text.getWholeText()));
            } else if (node instanceof Element element) {
                head(element);
            }
        }

        private void head(Element element) {
            String tag = element.normalName();
            boolean counted = COUNTED_ONLY.contains(tag);
            if (!open.isEmpty()
                    && !counted
                    && (Tags.SKIPPED.contains(tag) || isHidden(element) || styles.hide(element))) {
                skippedDepth = 1;
                return;
            }
            String hints = hints(element);
            PageNode node = add(PageNode.element(
                    nodes.size(),
                    parent(),
                    tag,
                    hints.toLowerCase(Locale.ROOT),
                    hints.isEmpty() ? Names.NONE : Names.of(hints)));
            node.aroundContent = Tags.ROLES_AROUND.contains(element.attr("role"));
            node.articleBody = element.attr("itemprop").toLowerCase(Locale.ROOT).contains("articlebody");
            if (tag.equals("a")) {
                node.inLink |= !element.attr("href").startsWith("#");
                node.target = target(element.attr("href").strip());
                node.leavesSite = site.isLeftBy(element.attr("href"));
            }
            node.inTableOrCode |= tag.equals("table") || tag.equals("code") || tag.equals("pre");
            node.inFigure |= tag.equals("figure");
            node.inList |= tag.equals("li");
            if (counted) {
                skippedDepth = 1;
                return;
            }
            open.push(node);
        }

        @Override
        public void tail(Node node, int depth) {
            if (skippedDepth > 0) {
                skippedDepth--;
            } else if (node instanceof Element) {
                open.pop().end = nodes.size();
            }
        }

        private PageNode add(PageNode node) {
            if (!open.isEmpty()) {
                node.inTableOrCode = open.peek().inTableOrCode;
                node.inFigure = open.peek().inFigure;
                node.inLink = open.peek().inLink;
                node.inList = open.peek().inList;
            }
            node.end = nodes.size() + 1;
            nodes.add(node);
            return node;
        }

        private int parent() {
            return open.isEmpty() ? -1 : open.peek().order;
        }

        private static String target(String address) {
            boolean script = address.regionMatches(true, 0, "javascript:", 0, 11);
            boolean plain = address.length() <= LONGEST_ADDRESS && address.indexOf(' ') < 0 && address.indexOf(')') < 0;
            return address.startsWith("#") || script || !plain ? "" : address;
        }

        private static String hints(Element element) {
            String hints = (element.className() + " " + element.id()).strip();
            return hints.substring(0, Math.min(hints.length(), LONGEST_HINTS));
        }

        private static boolean isHidden(Element element) {
            String style = element.attr("style").replace(" ", "").toLowerCase(Locale.ROOT);
            return element.hasAttr("hidden")
                    || style.contains("display:none")
                    || style.contains("visibility:hidden")
                    || (element.attr("aria-hidden").equals("true")
                            && !element.className().contains("fallback-image"));
        }
    }
}
