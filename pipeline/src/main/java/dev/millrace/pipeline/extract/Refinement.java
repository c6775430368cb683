package dev.millrace.pipeline.extract;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Last decisions on the elements found: what the page states, its title and lead, what follows the article. */
final class Refinement {
    private static final int STATED_ENOUGH = 40;
    private static final double COVERED = .6;
    private static final double CONFIRMED = .5;
    private static final int LONGEST_BLOCK = 20_000;
    private static final int LEAST_LEAD = 40;
    private static final int LONGEST_LEAD = 900;
    private static final double REPEATED = .6;
    private static final int MUCH = 400;
    private static final Set<String> NEVER_UNSTATED =
            Set.of("h1", "h2", "h3", "h4", "h5", "h6", "li", "td", "th", "pre", "blockquote", "dt", "dd", "caption");

    private final PageTree tree;
    private final PageTitle title;

    private Refinement(PageTree tree, PageTitle title) {
        this.tree = tree;
        this.title = title;
    }

    static List<PageNode> of(
            PageTree tree, List<PageNode> contents, PageTitle title, StatedArticle stated, Preset preset) {
        Refinement refinement = new Refinement(tree, title);
        List<PageNode> refined = new ArrayList<>(contents);
        refinement.cutFollowingArticles(refined);
        if (!preset.takesLabels()) {
            refinement.dropUnstated(refined, stated);
            refinement.dropLoneLinks(refined);
        }
        refinement.addLead(refined);
        if (preset.takesLabels()) {
            refinement.addTitle(refined);
        } else {
            refinement.dropTitle(refined, stated);
        }
        refinement.dropDanglingHeadings(refined);
        if (preset.trimsEnds()) {
            refinement.trimEnds(refined);
        }
        return refined;
    }

    /** Another first-level heading, in an element like the one that holds the first: the page goes on with others. */
    private void cutFollowingArticles(List<PageNode> contents) {
        if (title.heading().isEmpty()) {
            return;
        }
        PageNode first = tree.nodes.get(title.heading().getAsInt());
        for (PageNode content : contents) {
            if (first.order < content.order || first.order >= content.end) {
                continue;
            }
            int prose = 0;
            for (int i = first.order + 1; i < content.end; i++) {
                PageNode node = tree.nodes.get(i);
                if (node.removed) {
                    i = node.end - 1;
                    continue;
                }
                prose += node.isText() ? node.characters : 0;
                if (node.tag.equals(first.tag) && prose > MUCH && isAnotherArticle(first, node)) {
                    PageNode branch = branch(node, first);
                    for (int k = branch.order; k < content.end; k = tree.nodes.get(k).end) {
                        tree.remove(tree.nodes.get(k));
                    }
                    break;
                }
            }
        }
    }

    private boolean isAnotherArticle(PageNode first, PageNode heading) {
        PageNode branch = branch(heading, first);
        PageNode own = branch(first, heading);
        return branch != heading
                && own != first
                && branch.tag.equals(own.tag)
                && (branch.tag.equals("article") || (branch.hints.equals(own.hints) && isHeadedByALink(heading)));
    }

    private boolean isHeadedByALink(PageNode heading) {
        return heading.linkCharacters > .5 * heading.characters || tree.parent(heading).inLink;
    }

    /** The highest element at or above the first that does not hold the second. */
    private PageNode branch(PageNode of, PageNode without) {
        PageNode branch = of;
        while (branch.parent >= 0) {
            PageNode above = tree.parent(branch);
            if (above.order <= without.order && without.order < above.end) {
                return branch;
            }
            branch = above;
        }
        return branch;
    }

    /** Blocks that the article's stated text lacks, where that text covers most of what was found. */
    private void dropUnstated(List<PageNode> contents, StatedArticle stated) {
        if (stated.body().isEmpty()) {
            return;
        }
        Shingles shingles = Shingles.of(stated.body());
        if (shingles.size() < STATED_ENOUGH) {
            return;
        }
        List<PageNode> unstated = new ArrayList<>();
        long confirmed = 0;
        long all = 0;
        for (PageNode block : blocks(contents)) {
            double share = shingles.share(tree.text(block, LONGEST_BLOCK));
            all += block.characters;
            if (share >= CONFIRMED) {
                confirmed += block.characters;
            } else if (!Double.isNaN(share) && !NEVER_UNSTATED.contains(block.tag)) {
                unstated.add(block);
            }
        }
        if (confirmed >= COVERED * all) {
            unstated.forEach(tree::remove);
        }
    }

    /** Paragraphs that are a link to another page of the site, from its title's first letter to its last. */
    private void dropLoneLinks(List<PageNode> contents) {
        List<PageNode> blocks = blocks(contents);
        long paragraphs = blocks.stream().filter(block -> block.prose > 0).count();
        if (paragraphs < 3) {
            return;
        }
        for (PageNode block : blocks) {
            boolean lone = block.ownLinkCharacters > .9 * block.characters && block.leavingCharacters == 0;
            if (lone
                    && !tree.isAnnounced(block)
                    && (block.tag.equals("p") || block.tag.equals("div"))
                    && !block.inTableOrCode) {
                String text = tree.text(block, LONGEST_BLOCK);
                if (!text.isEmpty() && ".!?:;…»”\"".indexOf(text.charAt(text.length() - 1)) < 0) {
                    tree.remove(block);
                }
            }
        }
    }

    /** Short lines that end no sentence, from the first and from the last line to where the running text is. */
    private void trimEnds(List<PageNode> contents) {
        List<PageNode> blocks = blocks(contents);
        if (blocks.stream().filter(block -> block.prose > 0).count() < 3) {
            return;
        }
        for (int i = 0; i < blocks.size() && isFragment(blocks.get(i)); i++) {
            tree.remove(blocks.get(i));
        }
        for (int i = blocks.size() - 1; i >= 0 && isFragment(blocks.get(i)); i--) {
            tree.remove(blocks.get(i));
        }
    }

    private boolean isFragment(PageNode block) {
        if (block.prose > 0) {
            return false;
        }
        String text = tree.text(block, LONGEST_BLOCK);
        return block.linkDensity() > .3
                || text.isEmpty()
                || ".!?…。！？\u201D\"".indexOf(text.charAt(text.length() - 1)) < 0;
    }

    /** Blocks without blocks below, in order. */
    private List<PageNode> blocks(List<PageNode> contents) {
        List<PageNode> blocks = new ArrayList<>();
        for (PageNode content : contents) {
            for (int i = content.order; i < content.end; i++) {
                PageNode node = tree.nodes.get(i);
                if (node.removed) {
                    i = node.end - 1;
                } else if (node.isBlock() && node.blocksWithin == 0 && node.characters > 0) {
                    blocks.add(node);
                }
            }
        }
        return blocks;
    }

    /** What stands between the title and the text, and reads like text or is named a lead. */
    private void addLead(List<PageNode> contents) {
        if (title.heading().isEmpty() || contents.isEmpty()) {
            return;
        }
        PageNode first = contents.get(0);
        int from = tree.nodes.get(title.heading().getAsInt()).end;
        if (from > first.order) {
            return;
        }
        List<PageNode> leads = new ArrayList<>();
        int characters = 0;
        for (int i = from; i < first.order; i++) {
            PageNode node = tree.nodes.get(i);
            if (node.removed) {
                i = node.end - 1;
                continue;
            }
            if (node.isBlock() && node.blocksWithin == 0 && node.end <= first.order && isLead(node)) {
                leads.add(node);
                characters += node.characters;
            }
        }
        if (!leads.isEmpty() && characters <= LONGEST_LEAD) {
            // some pages show how the text begins before it begins
            Shingles beginning = Shingles.of(tree.text(first, LONGEST_LEAD));
            leads.removeIf(lead -> beginning.share(tree.text(lead, LONGEST_LEAD)) > REPEATED);
            contents.addAll(0, leads);
        }
    }

    private void addTitle(List<PageNode> contents) {
        title.heading().ifPresent(order -> {
            if (!contents.isEmpty() && tree.nodes.get(order).end <= contents.get(0).order) {
                contents.add(0, tree.nodes.get(order));
            }
        });
    }

    private boolean isLead(PageNode node) {
        if (node.linkDensity() > .3 || node.characters < LEAST_LEAD) {
            return false;
        }
        boolean named = false;
        PageNode at = node;
        for (int level = 0; level < 3; level++) {
            named |= at.names.say(Names.LEAD);
            if (at.names.say(Names.BYLINE)) {
                return false;
            }
            at = tree.parent(at);
        }
        return named || node.prose > 0;
    }

    /** The title stands in the page's facts. */
    private void dropTitle(List<PageNode> contents, StatedArticle stated) {
        title.heading().ifPresent(order -> {
            PageNode heading = tree.nodes.get(order);
            for (PageNode content : contents) {
                if (content.order < order && order < content.end) {
                    tree.remove(heading);
                    dropBesideTitle(content, heading);
                }
            }
        });
        for (PageNode content : contents) {
            for (int i = content.order; i < content.end; i++) {
                PageNode node = tree.nodes.get(i);
                if (node.removed) {
                    i = node.end - 1;
                } else if (node.isHeading()) {
                    if (PageTitle.shows(tree, node, stated)) {
                        tree.remove(node);
                    }
                    return;
                }
            }
        }
    }

    /** In the header of the article, what is no lead. */
    private void dropBesideTitle(PageNode content, PageNode heading) {
        PageNode header = heading;
        while (header.order > content.order && !header.tag.equals("header")) {
            header = tree.parent(header);
        }
        if (header.order <= content.order || header.prose > LONGEST_LEAD) {
            return;
        }
        for (PageNode block : blocks(List.of(header))) {
            if (!isLead(block)) {
                tree.remove(block);
            }
        }
    }

    /** Headings above links that went, with nothing else below. */
    private void dropDanglingHeadings(List<PageNode> contents) {
        PageNode heading = null;
        boolean links = false;
        List<PageNode> dangling = new ArrayList<>();
        for (PageNode content : contents) {
            for (int i = content.order; i < content.end; i++) {
                PageNode node = tree.nodes.get(i);
                if (node.removed) {
                    links |= node.linkDensity() > .4;
                    i = node.end - 1;
                } else if (node.isHeading() && node.characters > 0) {
                    if (heading != null && links) {
                        dangling.add(heading);
                    }
                    heading = node;
                    links = false;
                    i = node.end - 1;
                } else if (node.isText() && node.characters > 0) {
                    heading = null;
                }
            }
        }
        if (heading != null && links) {
            dangling.add(heading);
        }
        dangling.forEach(tree::remove);
    }
}
