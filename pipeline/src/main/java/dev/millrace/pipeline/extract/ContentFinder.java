package dev.millrace.pipeline.extract;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Finds the elements that hold the main text: paragraphs speak for the elements around them, links against. After
 * the approach of Mozilla Readability.
 */
final class ContentFinder {
    private static final int LEAST_PARAGRAPH = 25;
    private static final int SPOKEN_FOR = 5;
    private static final int TOP = 5;
    private static final int MUCH_PROSE = 200;
    private static final double MOSTLY_PROSE = .85;
    private static final int WHOLE_PROSE = 600;
    private static final double UNDER_TITLE = .1;
    private static final double SPLIT = .2;
    private static final double CLEAN = .04;
    private static final double SIBLING_PROSE = .6;
    private static final int SHORT_SIBLING = 600;
    private static final double RIVAL = .75;
    private static final int RIVALS_NEEDED = 3;
    private static final Set<String> PARAGRAPHS = Set.of("p", "pre", "blockquote", "h2", "h3", "h4", "h5", "h6");

    private final PageTree tree;
    private final boolean weighClasses;
    private final PageTitle title;
    private final List<PageNode> candidates = new ArrayList<>();

    ContentFinder(PageTree tree, boolean weighClasses, PageTitle title) {
        this.tree = tree;
        this.weighClasses = weighClasses;
        this.title = title;
    }

    /** In document order, none within another; the tree must have been measured. */
    List<PageNode> find() {
        tree.nodes.stream().filter(node -> !node.removed && !node.isText()).forEach(this::speak);
        candidates.forEach(node -> node.score *= 1 - node.linkDensity());
        if (candidates.isEmpty()) {
            return List.of(tree.root());
        }
        PageNode top = ascended(widened(underTitle(rivalsInCommon())));
        return withSiblings(top);
    }

    private void speak(PageNode node) {
        if (PARAGRAPHS.contains(node.tag) || isPlainContainer(node)) {
            speakFrom(node.parent, node.characters, node.commas);
        } else if (node.tag.equals("td") || node.tag.equals("section")) {
            speakFrom(node.parent, node.characters, node.commas);
        } else if (Tags.CONTAINERS.contains(node.tag)) {
            speakFrom(node.order, node.ownCharacters, node.ownCommas);
        }
    }

    private static boolean isPlainContainer(PageNode node) {
        return Tags.CONTAINERS.contains(node.tag) && node.blocksWithin == 0 && !node.tag.equals("body");
    }

    // score = 1 + (commas + 1) + min(⌊characters / 100⌋, 3), divided by 1, 2, 6, 9, 12 … going up
    private void speakFrom(int order, int characters, int commas) {
        if (characters < LEAST_PARAGRAPH) {
            return;
        }
        double score = 2 + commas + Math.min(characters / 100, 3);
        int at = order;
        for (int level = 0; level < SPOKEN_FOR && at >= 0; level++) {
            PageNode node = tree.nodes.get(at);
            if (!node.candidate) {
                node.candidate = true;
                node.score = Tags.FIRST_SCORE.getOrDefault(node.tag, 0) + weight(node);
                candidates.add(node);
            }
            node.score += score / (level == 0 ? 1 : level == 1 ? 2 : level * 3);
            at = node.parent;
        }
    }

    private double weight(PageNode node) {
        return weighClasses ? node.names.weight : 0;
    }

    /** The best candidate, or what it has in common with several that are nearly as good. */
    private PageNode rivalsInCommon() {
        List<PageNode> best = candidates.stream()
                .sorted(Comparator.comparingDouble((PageNode node) -> -node.score)
                        .thenComparingInt(node -> node.order))
                .limit(TOP)
                .toList();
        PageNode top = best.get(0);
        List<Set<Integer>> rivals = best.stream()
                .skip(1)
                .filter(node -> top.score > 0 && node.score / top.score >= RIVAL)
                .map(this::ancestors)
                .toList();
        if (rivals.size() >= RIVALS_NEEDED) {
            for (PageNode at = tree.parent(top); at.order > 0; at = tree.parent(at)) {
                int order = at.order;
                if (rivals.stream()
                                .filter(ancestors -> ancestors.contains(order))
                                .count()
                        >= RIVALS_NEEDED) {
                    return at;
                }
            }
        }
        return top;
    }

    /** An earlier article, whose title is the page's, comes before a longer one below it. */
    private PageNode underTitle(PageNode found) {
        if (title.heading().isEmpty() || found.order < title.heading().getAsInt()) {
            return found;
        }
        int heading = title.heading().getAsInt();
        String tag = tree.nodes.get(heading).tag;
        int next = tree.nodes.stream()
                .skip(heading + 1)
                .filter(node -> !node.removed && node.tag.equals(tag))
                .mapToInt(node -> node.order)
                .findFirst()
                .orElse(Integer.MAX_VALUE);
        if (found.order < next) {
            return found;
        }
        return candidates.stream()
                .filter(node -> node.order > heading && node.end <= next && node.prose >= MUCH_PROSE)
                .max(Comparator.comparingDouble((PageNode node) -> node.score).thenComparingInt(node -> -node.order))
                .filter(node -> node.score > UNDER_TITLE * found.score)
                .orElse(found);
    }

    /** Up to where the rest of a text is that is split over elements of their own. */
    private PageNode ascended(PageNode found) {
        PageNode top = found;
        if (top.prose >= WHOLE_PROSE && (top.articleBody || top.names.say(Names.BODY) || top.tag.equals("article"))) {
            return top;
        }
        for (PageNode at = tree.parent(top); at.order > 0; at = tree.parent(at)) {
            int more = at.prose - top.prose;
            int other = at.charactersWithLabels - top.charactersWithLabels - more;
            boolean much = more >= Math.max(MUCH_PROSE, SPLIT * top.prose) && other < .6 * more;
            boolean clean = more >= Math.max(MUCH_PROSE, CLEAN * top.prose) && other < .25 * more;
            if (much || clean) {
                top = at;
            } else if (other > at.prose) {
                break;
            }
        }
        return top;
    }

    private Set<Integer> ancestors(PageNode node) {
        Set<Integer> ancestors = new HashSet<>();
        for (int at = node.parent; at >= 0; at = tree.nodes.get(at).parent) {
            ancestors.add(at);
        }
        return ancestors;
    }

    /** Goes up while that gains score, and out of wrappings around a single element. */
    private PageNode widened(PageNode found) {
        PageNode top = found;
        double last = top.score;
        double least = last / 3;
        for (PageNode at = tree.parent(top); at.order > 0; at = tree.parent(at)) {
            if (!at.candidate) {
                continue;
            }
            if (at.score < least) {
                break;
            }
            if (at.score > last) {
                top = at;
                break;
            }
            last = at.score;
        }
        while (top.order > 0 && tree.parent(top).order > 0 && tree.parent(top).characters == top.characters) {
            top = tree.parent(top);
        }
        return top;
    }

    private List<PageNode> withSiblings(PageNode top) {
        if (top.order == 0) {
            return List.of(top);
        }
        PageNode parent = tree.parent(top);
        double threshold = Math.max(10, top.score * .2);
        List<PageNode> found = new ArrayList<>();
        for (int i = parent.order + 1; i < parent.end; i = tree.nodes.get(i).end) {
            PageNode sibling = tree.nodes.get(i);
            if (!sibling.removed
                    && (sibling == top || (belongs(sibling, top, threshold) && !isAnotherArticle(sibling, top)))) {
                found.add(sibling);
            }
        }
        return found;
    }

    /** With a heading like that of the page's title. */
    private boolean isAnotherArticle(PageNode sibling, PageNode top) {
        if (!title.isWithin(top) || sibling.order < top.order) {
            return false;
        }
        String tag = tree.nodes.get(title.heading().getAsInt()).tag;
        for (int i = sibling.order; i < sibling.end; i++) {
            PageNode node = tree.nodes.get(i);
            if (!node.removed && node.tag.equals(tag)) {
                return tag.equals("h1") || sibling.tag.equals("article");
            }
        }
        return false;
    }

    private static boolean belongs(PageNode sibling, PageNode top, double threshold) {
        double likeness = !sibling.hints.isEmpty() && sibling.hints.equals(top.hints) ? top.score * .2 : 0;
        if (sibling.candidate
                && sibling.score + likeness >= threshold
                && (sibling.characters < SHORT_SIBLING
                        || sibling.prose > SIBLING_PROSE * sibling.charactersWithLabels)) {
            return true;
        }
        if (sibling.prose > MOSTLY_PROSE * sibling.charactersWithLabels
                && sibling.linkDensity() < .15
                && sibling.prose >= MUCH_PROSE) {
            return true;
        }
        if (!sibling.tag.equals("p") && !isPlainContainer(sibling)) {
            return false;
        }
        return sibling.characters > 80
                ? sibling.linkDensity() < .25
                : sibling.characters > LEAST_PARAGRAPH && sibling.linkCharacters == 0;
    }
}
