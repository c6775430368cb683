package dev.millrace.tokenizer.added;

import dev.millrace.tokenizer.text.Utf8Buffer;
import java.io.Serializable;

/**
 * A token that is recognised in the text as a whole, before words are split.
 *
 * @param content text that stands for it
 * @param singleWord whether it is no such token next to a letter, digit or mark
 * @param leftStrip whether white space before it belongs to it
 * @param rightStrip whether white space after it belongs to it
 * @param normalized whether it is looked for in the normalised text rather than in the raw one
 * @param special whether it is markup rather than text, and so only recognised in prompts
 */
public record AddedToken(
        int id,
        String content,
        boolean singleWord,
        boolean leftStrip,
        boolean rightStrip,
        boolean normalized,
        boolean special)
        implements Serializable {

    public AddedToken {
        if (id < 0) {
            throw new IllegalArgumentException(
                    "Invalid id of added token \"" + content + "\": " + id + " (must be >= 0)");
        }
        if (content.isEmpty()) {
            throw new IllegalArgumentException("Invalid content of added token " + id + ": empty");
        }
        if (!Utf8Buffer.isEncodable(content)) {
            throw new IllegalArgumentException(
                    "Invalid content of added token " + id + ": it holds a surrogate without its partner");
        }
    }

    /** Markup such as {@code <|endoftext|>}. */
    public static AddedToken special(int id, String content) {
        return new AddedToken(id, content, false, false, false, false, true);
    }
}
