package dev.millrace.pipeline.spark;

import java.util.List;
import java.util.Optional;

/**
 * The tokenizer to train.
 *
 * @param vocabularySize tokens at most, special ones and, for BPE, the 256 bytes included
 * @param minimumFrequency least count of a pair (BPE, WordPiece), a character or a word that becomes a token; not for
 *     Unigram
 * @param specialTokens get the first ids, in this order; {@code <|endoftext|>} must be among them
 * @param unknownToken stands for what has no token and gets the next id if it is not among the special tokens; absent:
 *     every character of the corpus must have a token, for words it is {@code [UNK]}, for Unigram
 *     {@code <unk>}. BPE can spell whatever comes
 * @param mostWords distinct words that all but characters are trained from, the most frequent ones: it bounds the
 *     driver's memory
 */
public record TokenizerSettings(
        Kind kind,
        int vocabularySize,
        long minimumFrequency,
        List<String> specialTokens,
        Optional<String> unknownToken,
        int mostWords) {
    /** What a token is. */
    public enum Kind {
        /** Byte-level BPE over GPT-2's split. */
        BPE,
        /** One character. */
        CHAR,
        /** Pieces of BERT's words in lower case, without accents. */
        WORDPIECE_UNCASED,
        /** Pieces of BERT's words as they are. */
        WORDPIECE_CASED,
        /** One of BERT's words as it is. */
        WORD_LEVEL,
        /** SentencePiece's Unigram over text with the rules nmt_nfkc. */
        UNIGRAM
    }

    public TokenizerSettings {
        specialTokens = List.copyOf(specialTokens);
        if (mostWords < 1) {
            throw new IllegalArgumentException("Invalid mostWords: " + mostWords + " (must be > 0)");
        }
    }
}
