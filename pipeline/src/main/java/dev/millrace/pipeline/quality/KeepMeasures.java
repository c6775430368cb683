package dev.millrace.pipeline.quality;

/** Whether measured values stay with the document. */
public enum KeepMeasures {
    /** Everything is measured and kept, also on rejected documents and past the first broken limit. */
    ALL,

    /** Measuring ends with the first broken limit, which the rejection names. */
    NONE
}
