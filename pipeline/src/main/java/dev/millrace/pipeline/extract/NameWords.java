package dev.millrace.pipeline.extract;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The words that {@link Names} knows. */
final class NameWords {
    private static final Map<String, List<String>> LISTS = WordLists.sections("names");

    /** Parts of names that are long enough to mean the same wherever they stand. */
    private static final List<String> BOILERPLATE_PARTS = LISTS.get("boilerplate parts");

    /** Words of names that are too short or too common to be looked for within others. */
    private static final Set<String> BOILERPLATE_WORDS = Set.copyOf(LISTS.get("boilerplate words"));

    /** Parts of names that say more than that there is content, or a main one, too. */
    private static final List<String> AROUND_PARTS = LISTS.get("around parts");

    private static final Set<String> AROUND_WORDS = Set.copyOf(LISTS.get("around words"));

    private static final List<String> COMMENT_PARTS = LISTS.get("comment parts");

    private static final List<String> CONTENT_PARTS = LISTS.get("content parts");

    /** Names that sites give to the element which holds an article's text and nothing else. */
    private static final List<String> BODY_PARTS = LISTS.get("body parts");

    private static final Set<String> CAPTION_WORDS = Set.copyOf(LISTS.get("caption words"));

    private static final List<String> BYLINE_PARTS = LISTS.get("byline parts");

    private static final List<String> AUTHOR_BOX_PARTS = LISTS.get("author box parts");

    private static final List<String> SHARE_PARTS = LISTS.get("share parts");

    private static final Set<String> BYLINE_WORDS = Set.copyOf(LISTS.get("byline words"));

    private static final Set<String> PICTURE_WORDS = Set.copyOf(LISTS.get("picture words"));

    private static final Set<String> TAG_WORDS = Set.copyOf(LISTS.get("tag words"));

    private static final List<String> CONCEALED_PARTS = LISTS.get("concealed parts");
    private static final Set<String> CONCEALED_TOKENS = Set.copyOf(LISTS.get("concealed tokens"));

    private static final Set<String> LEAD_WORDS = Set.copyOf(LISTS.get("lead words"));

    private static final Set<String> WRITER_WORDS = Set.copyOf(LISTS.get("writer words"));

    private static final List<String> GOOD = LISTS.get("good");

    private static final List<String> BAD = LISTS.get("bad");
    private static final Set<String> BAD_WORDS = Set.copyOf(LISTS.get("bad words"));

    private static final NameParts PARTS = NameParts.of(flags(Map.ofEntries(
            Map.entry(Names.BODY, BODY_PARTS),
            Map.entry(Names.CONTENT, CONTENT_PARTS),
            Map.entry(Names.BOILERPLATE, BOILERPLATE_PARTS),
            Map.entry(Names.AROUND, AROUND_PARTS),
            Map.entry(Names.COMMENTS, COMMENT_PARTS),
            Map.entry(Names.BYLINE, BYLINE_PARTS),
            Map.entry(Names.AUTHOR_BOX, AUTHOR_BOX_PARTS),
            Map.entry(Names.SHARE, SHARE_PARTS),
            Map.entry(Names.CONCEALED, CONCEALED_PARTS),
            Map.entry(Names.GOOD, GOOD),
            Map.entry(Names.BAD, BAD))));

    private static final Map<String, Integer> WORDS = flags(Map.of(
            Names.BOILERPLATE, BOILERPLATE_WORDS,
            Names.AROUND, AROUND_WORDS,
            Names.CAPTION, CAPTION_WORDS,
            Names.BYLINE, BYLINE_WORDS,
            Names.PICTURE, PICTURE_WORDS,
            Names.TAGS, TAG_WORDS,
            Names.LEAD, LEAD_WORDS,
            Names.WRITER, WRITER_WORDS,
            Names.BAD, BAD_WORDS));

    private NameWords() {}

    private static Map<String, Integer> flags(Map<Integer, ? extends Collection<String>> known) {
        Map<String, Integer> flags = new HashMap<>();
        known.forEach((flag, names) -> names.forEach(name -> flags.merge(name, flag, (a, b) -> a | b)));
        return flags;
    }

    /**
     * What a name says.
     *
     * @param token the name, lower case
     * @param words its words
     */
    static int flags(String token, List<String> words) {
        int flags = PARTS.find(token);
        for (String word : words) {
            flags |= WORDS.getOrDefault(word, 0);
        }
        if (token.equals("widget") || token.startsWith("widget_") || token.startsWith("widget-area")) {
            flags |= Names.BOILERPLATE;
        }
        if (token.equals("icon") || token.startsWith("icon-")) {
            flags |= Names.ICON;
        }
        if (CONCEALED_TOKENS.contains(token)) {
            flags |= Names.CONCEALED;
        }
        if (words.contains("text")) {
            flags &= ~Names.PICTURE;
        }
        // a page builder's wrapping around everything
        return token.startsWith("elementor") ? flags & ~Names.BAD : flags;
    }

    /** {@code d-md-block}, {@code lg:flex}: what is hidden shows on wider screens. */
    static boolean isResponsive(String token) {
        boolean display = token.endsWith("-block") || token.endsWith("-flex") || token.endsWith("-inline");
        return (display && token.startsWith("d-"))
                || token.endsWith(":block")
                || token.endsWith(":flex")
                || token.endsWith(":inline")
                || token.endsWith(":grid");
    }
}
