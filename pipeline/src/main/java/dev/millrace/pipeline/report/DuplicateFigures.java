package dev.millrace.pipeline.report;

import java.util.List;
import java.util.Optional;

/**
 * Groups of documents of which one stayed.
 *
 * @param clusters with at least two documents
 * @param duplicates rejected for another's sake
 * @param sizes from small to large
 * @param largest clusters, largest first
 */
public record DuplicateFigures(long clusters, long duplicates, List<SizeBin> sizes, List<Cluster> largest) {
    public DuplicateFigures {
        sizes = List.copyOf(sizes);
        largest = List.copyOf(largest);
    }

    /** Clusters with so many documents, both ends included and the survivor counted. */
    public record SizeBin(long from, long to, long clusters) {}

    /**
     * @param size with the survivor
     * @param survivor absent where it could not be found among the kept
     * @param members duplicates with the smallest ids
     */
    public record Cluster(long size, Optional<Member> survivor, List<Member> members) {
        public Cluster {
            members = List.copyOf(members);
        }
    }

    /**
     * @param rule that found it a duplicate; empty for a survivor
     * @param similarity to the survivor as the rule measured it
     */
    public record Member(
            String id, String source, String address, String rule, Optional<Double> similarity, String text) {
        public Member {
            id = SafeText.line(id, SafeText.NAME);
            source = SafeText.line(source, SafeText.NAME);
            address = SafeText.line(address, SafeText.NAME);
            rule = SafeText.line(rule, SafeText.NAME);
            similarity = similarity.filter(Double::isFinite);
            text = SafeText.line(text, SafeText.EXCERPT);
        }
    }
}
