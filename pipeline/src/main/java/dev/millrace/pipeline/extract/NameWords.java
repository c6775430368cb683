package dev.millrace.pipeline.extract;

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

    private static final List<String> GOOD = LISTS.get("good");

    private static final List<String> BAD = LISTS.get("bad");
    private static final Set<String> BAD_WORDS = Set.copyOf(LISTS.get("bad words"));

    private NameWords() {}

    static int flags(String token, List<String> words) {
        int flags = 0;
        flags |= any(token, BODY_PARTS) ? Names.BODY : 0;
        flags |= any(token, CONTENT_PARTS) ? Names.CONTENT : 0;
        flags |= token.equals("widget") || token.startsWith("widget_") || token.startsWith("widget-area")
                ? Names.BOILERPLATE
                : 0;
        flags |= any(token, BOILERPLATE_PARTS) || any(words, BOILERPLATE_WORDS) ? Names.BOILERPLATE : 0;
        flags |= any(token, AROUND_PARTS) || any(words, AROUND_WORDS) ? Names.AROUND : 0;
        flags |= any(token, COMMENT_PARTS) ? Names.COMMENTS : 0;
        flags |= any(words, CAPTION_WORDS) ? Names.CAPTION : 0;
        flags |= any(token, BYLINE_PARTS) || any(words, BYLINE_WORDS) ? Names.BYLINE : 0;
        flags |= any(words, PICTURE_WORDS) && !words.contains("text") ? Names.PICTURE : 0;
        flags |= token.equals("icon") || token.startsWith("icon-") ? Names.ICON : 0;
        flags |= any(token, AUTHOR_BOX_PARTS) ? Names.AUTHOR_BOX : 0;
        flags |= any(token, SHARE_PARTS) ? Names.SHARE : 0;
        flags |= any(words, TAG_WORDS) ? Names.TAGS : 0;
        flags |= any(token, CONCEALED_PARTS) || CONCEALED_TOKENS.contains(token) ? Names.CONCEALED : 0;
        flags |= any(words, LEAD_WORDS) ? Names.LEAD : 0;
        return flags;
    }

    static boolean isGood(String token) {
        return any(token, GOOD);
    }

    static boolean isBad(String token, List<String> words) {
        // a page builder's wrapping around everything
        if (token.startsWith("elementor")) {
            return false;
        }
        return any(token, BAD) || any(words, BAD_WORDS);
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

    private static boolean any(String token, List<String> parts) {
        for (String part : parts) {
            if (token.contains(part)) {
                return true;
            }
        }
        return false;
    }

    private static boolean any(List<String> words, Set<String> known) {
        for (String word : words) {
            if (known.contains(word)) {
                return true;
            }
        }
        return false;
    }
}
