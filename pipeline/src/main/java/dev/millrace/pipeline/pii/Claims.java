package dev.millrace.pipeline.pii;

import dev.millrace.pipeline.words.Spans;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/** Who has which characters of a text, where several finders claim the same: the first in the order of kinds. */
final class Claims {
    /** A range of a text that is of some kind. */
    record Claim(int start, int end, Kind kind, Finder finder) {}

    private Claims() {}

    /** Claims that don't overlap, in the order of the text. */
    static List<Claim> of(String text, Map<Finder, Kind> finders) {
        List<Claim> claims = new ArrayList<>();
        Spans found = new Spans();
        finders.forEach((finder, kind) -> {
            found.clear();
            finder.find(text, found);
            for (int i = 0; i < found.size(); i++) {
                claims.add(new Claim(found.start(i), found.end(i), kind, finder));
            }
        });
        if (finders.size() > 1) {
            claims.sort(Comparator.comparing(Claim::kind).thenComparing(Claim::start));
            return withoutOverlaps(text.length(), claims);
        }
        return claims;
    }

    private static List<Claim> withoutOverlaps(int length, List<Claim> byRank) {
        if (byRank.isEmpty()) {
            return byRank;
        }
        boolean[] taken = new boolean[length];
        List<Claim> kept = new ArrayList<>(byRank.size());
        for (Claim claim : byRank) {
            boolean free = true;
            for (int i = claim.start(); i < claim.end() && free; i++) {
                free = !taken[i];
            }
            if (free) {
                Arrays.fill(taken, claim.start(), claim.end(), true);
                kept.add(claim);
            }
        }
        kept.sort(Comparator.comparingInt(Claim::start));
        return kept;
    }
}
