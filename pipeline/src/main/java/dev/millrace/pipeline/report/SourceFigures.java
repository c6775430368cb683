package dev.millrace.pipeline.report;

import java.util.List;

/**
 * Where documents came from.
 *
 * @param files input files (an archive is one), most documents first
 * @param hosts of the documents' addresses, most documents first
 * @param damage places that could not be read, by source and offset
 */
public record SourceFigures(Ranking files, Ranking hosts, List<Damage> damage) {
    public SourceFigures {
        damage = List.copyOf(damage);
    }

    public static SourceFigures none() {
        return new SourceFigures(Ranking.none(), Ranking.none(), List.of());
    }

    /**
     * The largest, and how many there are in all.
     *
     * @param total all there are, shown or not
     */
    public record Ranking(List<Flow> largest, long total) {
        public Ranking {
            largest = List.copyOf(largest);
        }

        public static Ranking none() {
            return new Ranking(List.of(), 0);
        }
    }

    /** Documents in, and kept in the end. */
    public record Flow(String name, long in, long kept) {
        public Flow {
            name = SafeText.line(name, SafeText.NAME);
        }
    }

    /** A damaged place: bytes or entries from the start of the source. */
    public record Damage(String source, long offset, String rule, String detail) {
        public Damage {
            source = SafeText.line(source, SafeText.NAME);
            rule = SafeText.line(rule, SafeText.NAME);
            detail = SafeText.line(detail, SafeText.EXCERPT);
        }
    }
}
