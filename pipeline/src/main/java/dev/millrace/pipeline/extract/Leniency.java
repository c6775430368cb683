package dev.millrace.pipeline.extract;

/**
 * How much is let pass.
 *
 * @param removesUnlikely whether elements go by their names alone
 * @param weighsClasses whether names count at all
 * @param removesWithin whether blocks within the main text go by their shape
 * @param linkDensity added to the shares of links that are allowed
 */
record Leniency(boolean removesUnlikely, boolean weighsClasses, boolean removesWithin, double linkDensity) {}
