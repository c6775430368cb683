package dev.millrace.pipeline.extract;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import org.jsoup.nodes.Attributes;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;
import org.jsoup.select.NodeVisitor;

/** Takes from a page what can be seen of it. */
final class PageTreeBuilder implements NodeVisitor {
    private static final int LONGEST_ADDRESS = 2000;
    private static final int LONGEST_HINTS = 512;
    private static final Attributes NO_ATTRIBUTES = new Attributes();

    final List<PageNode> nodes = new ArrayList<>();
    private final Deque<PageNode> open = new ArrayDeque<>();
    private final OwnSite site;
    private final HiddenStyles styles;
    private int skippedDepth;

    PageTreeBuilder(OwnSite site, HiddenStyles styles) {
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
        int kinds = Tags.kinds(tag);
        boolean counted = (kinds & Tags.COUNTED_ONLY) != 0;
        boolean described = element.attributesSize() > 0;
        Attributes attributes = described ? element.attributes() : NO_ATTRIBUTES;
        String classes = described ? attributes.get("class").trim() : "";
        String id = described ? attributes.get("id") : "";
        if (!open.isEmpty() && !counted) {
            boolean hidden = (kinds & Tags.NO_TEXT) != 0 || (described && isHidden(attributes, classes));
            if (hidden || styles.hide(classes, id)) {
                skippedDepth = 1;
                return;
            }
        }
        String hints = hints(classes, id);
        PageNode node = add(PageNode.element(
                nodes.size(),
                parent(),
                tag,
                kinds,
                hints.toLowerCase(Locale.ROOT),
                hints.isEmpty() ? Names.NONE : Names.of(hints)));
        if (described) {
            describe(node, attributes);
        } else {
            node.inLink |= node.is(Tags.LINK);
        }
        node.inTableOrCode |= node.is(Tags.TABLE_OR_CODE);
        node.inFigure |= node.is(Tags.FIGURE);
        node.inList |= node.is(Tags.ITEM);
        if (counted) {
            skippedDepth = 1;
            return;
        }
        open.push(node);
    }

    private void describe(PageNode node, Attributes attributes) {
        node.aroundContent = Tags.ROLES_AROUND.contains(attributes.get("role"));
        node.articleBody = attributes.get("itemprop").toLowerCase(Locale.ROOT).contains("articlebody");
        if (node.is(Tags.LINK)) {
            String address = attributes.get("href");
            node.inLink |= !address.startsWith("#");
            node.target = target(address.strip());
            node.leavesSite = site.isLeftBy(address);
        }
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
        PageNode parent = open.peek();
        if (parent != null) {
            node.inTableOrCode = parent.inTableOrCode;
            node.inFigure = parent.inFigure;
            node.inLink = parent.inLink;
            node.inList = parent.inList;
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

    private static String hints(String classes, String id) {
        String hints = classes.isEmpty() ? id.strip() : id.isEmpty() ? classes.strip() : (classes + " " + id).strip();
        return hints.substring(0, Math.min(hints.length(), LONGEST_HINTS));
    }

    private static boolean isHidden(Attributes attributes, String classes) {
        String style = attributes.get("style");
        return attributes.hasKey("hidden")
                || (!style.isEmpty() && isHidden(style))
                || (attributes.get("aria-hidden").equals("true") && !classes.contains("fallback-image"));
    }

    private static boolean isHidden(String style) {
        String declarations = style.replace(" ", "").toLowerCase(Locale.ROOT);
        return declarations.contains("display:none") || declarations.contains("visibility:hidden");
    }
}
