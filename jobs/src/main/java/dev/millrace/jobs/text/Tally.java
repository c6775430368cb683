package dev.millrace.jobs.text;

import dev.millrace.jobs.summary.Summary;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Pages, their texts and why others have none: pages = written + rejected, and rejected is the sum of its reasons. */
final class Tally {
    private final Map<String, Long> reasons = new TreeMap<>();
    private final Map<String, Long> passedOver = new TreeMap<>();
    private final long began = System.nanoTime();
    private long written;
    private long characters;
    private long unreadable;

    void count(PageText page) {
        page.rejection().ifPresentOrElse(why -> reasons.merge(why.key(), 1L, Long::sum), () -> written++);
        characters += page.characters();
        if (page.rejection()
                .filter(why -> why.rule().equals(PageText.UNREADABLE))
                .isPresent()) {
            unreadable++;
        }
    }

    /** Files that are no pages by their names. */
    void passOver(String kind) {
        passedOver.merge(kind, 1L, Long::sum);
    }

    boolean isFirstText() {
        return written == 0;
    }

    boolean isComplete() {
        return unreadable == 0;
    }

    Summary summary() {
        long rejected = reasons.values().stream().mapToLong(Long::longValue).sum();
        Summary summary = new Summary("extract", written + rejected, "pages", (System.nanoTime() - began) / 1e9)
                .with("written", written)
                .with("rejected", rejected);
        for (Map<String, Long> counts : List.of(reasons, passedOver)) {
            for (Map.Entry<String, Long> count : counts.entrySet()) {
                summary = summary.with(count.getKey(), count.getValue());
            }
        }
        return summary.with("characters", characters);
    }
}
