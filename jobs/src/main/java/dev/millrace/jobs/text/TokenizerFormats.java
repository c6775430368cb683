package dev.millrace.jobs.text;

/** What commands say of the tokenizers they read, all of which {@code TokenizerFiles} opens. */
public final class TokenizerFormats {
    /** For descriptions of options. */
    public static final String DESCRIPTION =
            "A tokenizer.json; a SentencePiece .model; GPT-2's vocab.json beside merges.txt; BERT's vocab.txt; ranks of"
                    + " tiktoken, such as cl100k_base.tiktoken; or a folder as Hugging Face's libraries save it.";

    private TokenizerFormats() {}
}
