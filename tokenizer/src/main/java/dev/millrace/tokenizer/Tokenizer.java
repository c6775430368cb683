package dev.millrace.tokenizer;

import java.io.Serializable;
import java.util.OptionalInt;

/**
 * Turns text into token ids and back. Thread-safe after construction; {@link Serializable}, so that it can be
 * broadcast to executors.
 */
public interface Tokenizer extends Serializable {

    /** Number of ids, added tokens included; every id is below it. */
    int vocabularySize();

    /** Ids of the text; empty for an empty text. Text that looks like a special token is encoded as plain text. */
    int[] encode(String text);

    /** As {@link #encode}, but special tokens such as {@code <|endoftext|>} in the text are recognised. */
    int[] encodePrompt(String text);

    /** Text of the ids; bytes that are no UTF-8 become U+FFFD. */
    String decode(int[] ids);

    /** Bytes of the ids, as they are. */
    byte[] decodeBytes(int[] ids);

    /** Id of a token by its content, added tokens such as {@code <|endoftext|>} included. */
    OptionalInt idOf(String token);

    /** Content of the token with this id, as {@code tokenizer.json} spells it. */
    String token(int id);

    /** SHA-256 of the canonical {@code tokenizer.json}, hexadecimal: what shards and checkpoints are held against. */
    String fingerprint();
}
