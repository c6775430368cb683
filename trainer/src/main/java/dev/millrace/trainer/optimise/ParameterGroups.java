package dev.millrace.trainer.optimise;

import java.io.Serializable;
import java.util.List;

/**
 * Which elements of the flat parameter vector learn at another rate and which weight decay shrinks. What no group holds
 * learns at the schedule's rate and does not decay.
 *
 * @param groups ascending, disjoint
 */
public record ParameterGroups(List<Group> groups) implements Serializable {
    public ParameterGroups {
        groups = List.copyOf(groups);
        int end = 0;
        for (Group group : groups) {
            if (group.from() < end) {
                throw new IllegalArgumentException("Invalid group: " + group + " (must begin at or after " + end + ")");
            }
            end = group.to();
        }
    }

    /** Nothing decays, everything learns at one rate. */
    public static ParameterGroups none() {
        return new ParameterGroups(List.of());
    }

    /** Everything decays. */
    public static ParameterGroups all(int parameters, double weightDecay) {
        return new ParameterGroups(List.of(new Group(0, parameters, 1, weightDecay)));
    }

    /**
     * Elements from … to − 1.
     *
     * @param rate factor of the learning rate, ≥ 0
     * @param weightDecay λ, ≥ 0
     * @param rows of each matrix that is orthogonalised as a whole, row-major; 0: none is
     * @param columns of each such matrix; the group holds as many as fill it
     */
    public record Group(int from, int to, double rate, double weightDecay, int rows, int columns)
            implements Serializable {
        public Group {
            if (from < 0 || to <= from) {
                throw new IllegalArgumentException(
                        "Invalid range: " + from + " to " + to + " (must be 0 <= from < to)");
            }
            Limits.notNegative("rate", rate);
            Limits.notNegative("weight decay", weightDecay);
            long size = (long) rows * columns;
            if (rows < 0 || columns < 0 || (size == 0 ? rows + columns != 0 : (to - from) % size != 0)) {
                throw new IllegalArgumentException(
                        "Invalid matrix: " + rows + " x " + columns + " (must fill " + (to - from) + " elements)");
            }
        }

        /** Without matrices. */
        public Group(int from, int to, double rate, double weightDecay) {
            this(from, to, rate, weightDecay, 0, 0);
        }
    }
}
