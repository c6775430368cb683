package dev.millrace.pipeline.extract;

/**
 * How much is let pass.
 *
 * @param removesUnlikely whether elements go by their names alone
 * @param weighsClasses whether names count at all
 * @param removesWithin whether blocks within the main text go by their shape
 * @param preset what is done with doubtful blocks
 */
record Leniency(boolean removesUnlikely, boolean weighsClasses, boolean removesWithin, Preset preset) {
    double linkDensity() {
        return preset.linkDensity();
    }
}
