package dev.millrace.pipeline.perplexity;

/** Where a document's perplexity lies, as CCNet names it (arXiv 1911.00359). */
public enum Bucket {
    /** Below the first cutoff: most like the text that the model has learnt from. */
    HEAD,

    /** From the first to below the second. */
    MIDDLE,

    /** From the second on. */
    TAIL,

    /** Not divided: its language has no model or no cutoffs, or the text has no token. */
    ALL
}
