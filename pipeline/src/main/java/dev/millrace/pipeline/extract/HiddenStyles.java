package dev.millrace.pipeline.extract;

import java.util.HashSet;
import java.util.Set;
import java.util.StringTokenizer;
import java.util.regex.Pattern;
import org.jsoup.nodes.Element;

/** Classes and ids that a page's own style sheets never show: {@code .x { display: none }}. */
final class HiddenStyles {
    private static final int LONGEST_SHEETS = 1 << 16;
    private static final Pattern HIDES = Pattern.compile("display\\s*:\\s*none|visibility\\s*:\\s*hidden");

    private final Set<String> classes = new HashSet<>();
    private final Set<String> ids = new HashSet<>();

    private HiddenStyles() {}

    static HiddenStyles none() {
        return new HiddenStyles();
    }

    static HiddenStyles of(PageElements page) {
        HiddenStyles styles = new HiddenStyles();
        int left = LONGEST_SHEETS;
        for (Element sheet : page.tagged("style")) {
            String rules = sheet.data();
            if (rules.length() > left) {
                break;
            }
            left -= rules.length();
            if (rules.contains("none") || rules.contains("hidden")) {
                styles.read(rules);
            }
        }
        return styles;
    }

    // SELECTORS { DECLARATIONS }, outside any at-rule
    private void read(String rules) {
        int depth = 0;
        int from = 0;
        String selectors = "";
        for (int i = 0; i < rules.length(); i++) {
            char c = rules.charAt(i);
            if (c == '{') {
                selectors = depth == 0 ? rules.substring(from, i) : "";
                depth++;
                from = i + 1;
            } else if (c == '}') {
                depth = Math.max(0, depth - 1);
                if (depth == 0
                        && !selectors.isEmpty()
                        && HIDES.matcher(rules.substring(from, i)).find()) {
                    for (String selector : selectors.split(",")) {
                        add(selector.strip());
                    }
                }
                selectors = "";
                from = i + 1;
            }
        }
    }

    /** Only what a class or an id says alone: what is combined with states or ancestors may be shown yet. */
    private void add(String selector) {
        if (selector.length() > 2 && selector.substring(1).chars().allMatch(HiddenStyles::isNameCharacter)) {
            if (selector.charAt(0) == '.') {
                classes.add(selector.substring(1));
            } else if (selector.charAt(0) == '#') {
                ids.add(selector.substring(1));
            }
        }
    }

    private static boolean isNameCharacter(int c) {
        return Character.isLetterOrDigit(c) || c == '-' || c == '_';
    }

    /** @param names classes, separated by white space */
    boolean hide(String names, String id) {
        if (!ids.isEmpty() && ids.contains(id)) {
            return true;
        }
        if (classes.isEmpty() || names.isEmpty()) {
            return false;
        }
        for (StringTokenizer each = new StringTokenizer(names); each.hasMoreTokens(); ) {
            if (classes.contains(each.nextToken())) {
                return true;
            }
        }
        return false;
    }
}
