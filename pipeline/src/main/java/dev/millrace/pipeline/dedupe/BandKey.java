package dev.millrace.pipeline.dedupe;

/**
 * Key of one band of a MinHash signature: two documents with an equal key share all rows of that bucket (but for the
 * chance of a 128-bit collision), and so are candidates.
 */
public record BandKey(int bucket, long high, long low) {}
