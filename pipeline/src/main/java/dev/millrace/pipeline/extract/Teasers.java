package dev.millrace.pipeline.extract;

import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Short blocks that send the reader elsewhere: "Read more: ...", "Advertisement", in the commonest languages. */
final class Teasers {
    private static final int LONGEST = 160;
    private static final int LONGEST_OPENING = 48;
    private static final double MOSTLY = .5;
    private static final Set<String> BLOCKS =
            Set.of("p", "div", "h2", "h3", "h4", "h5", "h6", "section", "span", "li", "figure", "blockquote", "td");

    /** Openings of a block that is a teaser when it is mostly a link or ends with the opening. */
    private static final List<String> OPENINGS = List.of(
            "advertisement",
            "also read",
            "anzeige",
            "auch interessant",
            "auch auf",
            "das könnte",
            "das thema könnte",
            "continue reading",
            "lesen sie",
            "lesetipp",
            "leggi anche",
            "lea también",
            "lee también",
            "lire aussi",
            "à lire aussi",
            "a lire aussi",
            "mehr zum thema",
            "mehr zu",
            "more from",
            "more on this",
            "more:",
            "read also",
            "read more",
            "read next",
            "recommended",
            "related",
            "see also",
            "siehe auch",
            "sie könnten auch",
            "lade weitere",
            "sign up",
            "share this",
            "submit your",
            "sponsored",
            "subscribe",
            "ver también",
            "weiterführende",
            "weiterlesen",
            "you may also",
            "you might also",
            "читайте также",
            "читать далее");

    private Teasers() {}

    static boolean isTeaser(PageTree tree, PageNode node) {
        if (!BLOCKS.contains(node.tag) || node.characters == 0 || node.characters > LONGEST || node.inTableOrCode) {
            return false;
        }
        String opening = opening(tree, node);
        for (String known : OPENINGS) {
            if (opening.startsWith(known)) {
                return node.linkDensity() > MOSTLY || node.characters <= LONGEST_OPENING;
            }
        }
        return false;
    }

    private static String opening(PageTree tree, PageNode node) {
        StringBuilder opening = new StringBuilder();
        for (int i = node.order; i < node.end && opening.length() < LONGEST_OPENING; i++) {
            PageNode text = tree.nodes.get(i);
            if (text.removed) {
                continue;
            }
            String more = text.text.strip();
            if (!more.isEmpty()) {
                opening.append(opening.isEmpty() ? "" : " ").append(more, 0, Math.min(more.length(), LONGEST_OPENING));
            }
        }
        return opening.toString().toLowerCase(Locale.ROOT);
    }
}
