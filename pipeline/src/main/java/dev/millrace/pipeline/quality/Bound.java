package dev.millrace.pipeline.quality;

/** The side of a limit on which a document is rejected. Equality is never rejected. */
enum Bound {
    ABOVE,
    BELOW;

    boolean breaks(double measured, double limit) {
        return this == ABOVE ? measured > limit : measured < limit;
    }
}
