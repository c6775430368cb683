package dev.millrace.pipeline.extract;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.StringTokenizer;
import java.util.concurrent.ConcurrentHashMap;

/** What the class and id of an element say about it, read word by word in the languages that sites are written in. */
final class Names {
    static final int BOILERPLATE = 1;
    static final int CONTENT = 1 << 1;
    static final int BODY = 1 << 2;
    static final int CAPTION = 1 << 3;
    static final int BYLINE = 1 << 4;
    static final int SHARE = 1 << 5;
    static final int TAGS = 1 << 6;
    static final int COMMENTS = 1 << 7;
    static final int CONCEALED = 1 << 8;
    static final int LEAD = 1 << 9;
    static final int AUTHOR_BOX = 1 << 10;
    static final int PICTURE = 1 << 11;
    static final int ICON = 1 << 12;
    static final int AROUND = 1 << 13;
    static final int WRITER = 1 << 14;
    static final int GOOD = 1 << 15;
    static final int BAD = 1 << 16;

    static final int WEIGHT = 25;
    static final Names NONE = new Names(0, 0);

    private static final int LONGEST = 512;
    private static final String WHITE_SPACE = " \t\n\u000B\f\r";
    // sites repeat their names from page to page
    private static final int MOST_KNOWN = 1 << 15;
    private static final int LONGEST_KNOWN = 128;
    private static final Map<String, Names> KNOWN = new ConcurrentHashMap<>();

    private final int flags;
    /** Positive for names that content has, negative for those that boilerplate has. */
    final int weight;

    private Names(int flags, int weight) {
        this.flags = flags;
        this.weight = weight;
    }

    /** @param written class and id, separated by white space */
    static Names of(String written) {
        Names known = KNOWN.get(written);
        if (known != null) {
            return known;
        }
        Names read = read(written);
        if (written.length() <= LONGEST_KNOWN && KNOWN.size() < MOST_KNOWN) {
            KNOWN.put(written, read);
        }
        return read;
    }

    private static Names read(String written) {
        String shortened = written.substring(0, Math.min(written.length(), LONGEST));
        int flags = 0;
        boolean responsive = false;
        for (StringTokenizer tokens = new StringTokenizer(shortened, WHITE_SPACE); tokens.hasMoreTokens(); ) {
            String token = tokens.nextToken();
            String lower = token.toLowerCase(Locale.ROOT);
            responsive |= NameWords.isResponsive(lower);
            flags |= NameWords.flags(lower, words(token));
        }
        if (responsive) {
            flags &= ~CONCEALED;
        }
        int weight = weight(flags, GOOD) - weight(flags, BAD) + weight(flags, BODY);
        return flags == 0 ? NONE : new Names(flags, weight);
    }

    private static int weight(int flags, int flag) {
        return (flags & flag) != 0 ? WEIGHT : 0;
    }

    boolean say(int flag) {
        return (flags & flag) != 0;
    }

    /** {@code c-articleHead__title} is c, article, head, title. */
    static List<String> words(String token) {
        List<String> words = new ArrayList<>();
        int start = 0;
        for (int i = 0; i <= token.length(); i++) {
            boolean end = i == token.length() || !Character.isLetter(token.charAt(i));
            boolean hump = !end
                    && i > start
                    && Character.isUpperCase(token.charAt(i))
                    && Character.isLowerCase(token.charAt(i - 1));
            if (end || hump) {
                if (i > start) {
                    words.add(token.substring(start, i).toLowerCase(Locale.ROOT));
                }
                start = end ? i + 1 : i;
            }
        }
        return words;
    }
}
