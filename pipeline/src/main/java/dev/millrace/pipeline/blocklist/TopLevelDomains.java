package dev.millrace.pipeline.blocklist;

import crawlercommons.domains.EffectiveTldFinder;
import java.net.IDN;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;

/** Names of top-level domains, in lower case, those of other scripts in their own. */
public final class TopLevelDomains {
    /** Of countries and territories; delegated no more, or reserved. */
    private static final String FORMER = "an bl bq eh gb mf tp um";

    private static final Set<String> NAMES = names();

    private static final int LONGEST =
            NAMES.stream().mapToInt(String::length).max().orElse(0);

    private TopLevelDomains() {}

    private static Set<String> names() {
        Set<String> names = new HashSet<>(Set.of(FORMER.split(" ")));
        for (String suffix : EffectiveTldFinder.getEffectiveTLDs().keySet()) {
            if (!suffix.isEmpty() && suffix.indexOf('.') < 0 && suffix.indexOf('*') < 0) {
                names.add(IDN.toUnicode(suffix).toLowerCase(Locale.ROOT));
            }
        }
        return names;
    }

    public static boolean contains(String name) {
        return NAMES.contains(name);
    }

    /** Whether a text begins with the letters of one, in any case. */
    public static boolean begins(String text) {
        String start = text.substring(0, Math.min(LONGEST, text.length())).toLowerCase(Locale.ROOT);
        for (int length = 2; length <= start.length(); length++) {
            if (NAMES.contains(start.substring(0, length))) {
                return true;
            }
        }
        return false;
    }
}
