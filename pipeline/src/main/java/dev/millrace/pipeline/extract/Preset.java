package dev.millrace.pipeline.extract;

/** How doubtful blocks are decided. */
public enum Preset {
    /** Doubtful blocks are left out. */
    PRECISION(-.1),
    BALANCED(0),
    /** Doubtful blocks are taken. */
    RECALL(.2);

    private final double linkDensity;

    Preset(double linkDensity) {
        this.linkDensity = linkDensity;
    }

    /** Added to the share of link text that a block may have. */
    double linkDensity() {
        return linkDensity;
    }
}
