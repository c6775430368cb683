package dev.millrace.pipeline.extract;

/** How doubtful blocks are decided. */
public enum Preset {
    /** Doubtful blocks are left out: short lines at either end, link-heavy blocks, what names alone speak against. */
    PRECISION(-.05),
    BALANCED(0),
    /** Doubtful blocks are taken: the title, captions, lines about authors, paragraphs of one link, side notes with running text. */
    RECALL(.25);

    private final double linkDensity;

    Preset(double linkDensity) {
        this.linkDensity = linkDensity;
    }

    /** Added to the share of link text that a block may have. */
    double linkDensity() {
        return linkDensity;
    }

    /** Whether captions, boxes about authors and the like are text of the page. */
    boolean takesLabels() {
        return this == RECALL;
    }

    /** Whether short lines that end no sentence go from either end of the text. */
    boolean trimsEnds() {
        return this == PRECISION;
    }
}
