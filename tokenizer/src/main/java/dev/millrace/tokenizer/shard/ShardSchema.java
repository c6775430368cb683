package dev.millrace.tokenizer.shard;

/**
 * Columns of a token shard. A row is one packed sequence of {@code context + 1} tokens: the trainer predicts tokens
 * 1 … context from tokens 0 … context − 1. Within a packing bin consecutive sequences overlap by one token, so that
 * every token but a bin's first is predicted exactly once. A document is followed by the end-of-text token. Only the
 * last sequence of a bin is short; it is filled with end-of-text tokens after {@value #LENGTH} tokens.
 */
public final class ShardSchema {
    /** {@code list<int32>}, required elements, {@code context + 1} of them. */
    public static final String INPUT_IDS = "input_ids";

    /** {@code list<int32>}: ascending positions at which a document begins within the sequence. */
    public static final String DOCUMENT_STARTS = "document_starts";

    /** {@code int32}: tokens that are not filling, 1 … {@code context + 1}. */
    public static final String LENGTH = "length";

    /** Name of the manifest beside the splits' folders. */
    public static final String MANIFEST = "manifest.json";

    /** Added token that ends every document. */
    public static final String END_OF_TEXT = "<|endoftext|>";

    private ShardSchema() {}
}
