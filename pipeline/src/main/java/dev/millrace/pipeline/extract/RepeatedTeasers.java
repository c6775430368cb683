package dev.millrace.pipeline.extract;

import java.util.HashMap;
import java.util.Map;

/** Rows of elements of one kind that each show a linked title, perhaps a picture and a line or two: other pages. */
final class RepeatedTeasers {
    private static final int FEWEST = 3;
    private static final int LONGEST = 700;
    private static final int SHORTEST_TITLE = 12;
    private static final int FIRST_LINES = 3;
    private static final int MUCH_PROSE = 500;
    private static final int MUCH_ELSEWHERE = 1000;
    private static final double MOST = .7;
    private static final double MOST_OF_PAGE = .5;

    private RepeatedTeasers() {}

    /** The tree must have been measured. Nothing is removed from a page that consists of teasers. */
    static void remove(PageTree tree) {
        PageNode all = tree.root();
        for (int i = 0; i < tree.nodes.size(); ) {
            PageNode node = tree.nodes.get(i);
            if (node.removed) {
                i = node.end;
                continue;
            }
            boolean most = node.characters >= MOST_OF_PAGE * all.characters && all.prose - node.prose < MUCH_ELSEWHERE;
            if (!node.isText() && node.blocksWithin >= FEWEST && !most) {
                removeBelow(tree, node);
            }
            i++;
        }
    }

    private static void removeBelow(PageTree tree, PageNode parent) {
        Map<String, int[]> kinds = new HashMap<>();
        for (int i = parent.order + 1; i < parent.end; i = tree.nodes.get(i).end) {
            PageNode child = tree.nodes.get(i);
            if (!child.isText() && !child.removed && child.characters > 0) {
                int[] counts = kinds.computeIfAbsent(kind(child), key -> new int[2]);
                counts[0]++;
                counts[1] += isTeaser(tree, child) ? 1 : 0;
            }
        }
        for (int i = parent.order + 1; i < parent.end; i = tree.nodes.get(i).end) {
            PageNode child = tree.nodes.get(i);
            int[] counts = child.isText() || child.removed ? null : kinds.get(kind(child));
            if (counts != null && counts[1] >= FEWEST && counts[1] >= MOST * counts[0] && isTeaser(tree, child)) {
                tree.remove(child);
            }
        }
    }

    private static String kind(PageNode node) {
        int space = node.hints.indexOf(' ');
        return node.tag + "." + (space < 0 ? node.hints : node.hints.substring(0, space));
    }

    /** One of the first lines is a link, and there is not much more. */
    private static boolean isTeaser(PageTree tree, PageNode node) {
        if (node.characters > LONGEST || node.tag.equals("p") || node.tag.equals("tr") || node.inTableOrCode) {
            return false;
        }
        boolean list = node.tag.equals("li") && node.blocksWithin == 0 && node.images == 0;
        return !list && node.prose < MUCH_PROSE && node.linkCharacters >= SHORTEST_TITLE && beginsWithALink(tree, node);
    }

    private static boolean beginsWithALink(PageTree tree, PageNode node) {
        int texts = 0;
        for (int i = node.order; i < node.end && texts < FIRST_LINES; i++) {
            PageNode part = tree.nodes.get(i);
            if (part.isText() && part.characters > 0 && !part.removed) {
                if (part.inLink && part.characters >= SHORTEST_TITLE) {
                    return true;
                }
                texts++;
            }
        }
        return false;
    }
}
