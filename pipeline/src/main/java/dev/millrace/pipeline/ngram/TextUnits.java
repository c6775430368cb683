package dev.millrace.pipeline.ngram;

import dev.millrace.pipeline.words.WordSplit;
import java.io.Serializable;
import java.util.Objects;

/**
 * What a model takes from a text: the tokens that it counts, and the sequences that stand between {@code <s>} and
 * {@code </s>}. A sequence without a token is left out.
 *
 * @param unit what is a token
 * @param words what is a word; for {@link Unit#WORD} only
 * @param letters whether case counts
 * @param sequence what begins and ends
 */
public record TextUnits(Unit unit, WordSplit words, Letters letters, Sequence sequence) implements Serializable {
    /** What a token is. */
    public enum Unit {
        WORD,

        /** A code point; a space is spelled U+2581, other white space and what no file can hold {@code <U+000A>}. */
        CHARACTER,

        /** A token of a trained tokenizer, spelled as its {@code tokenizer.json} spells it. */
        TOKEN
    }

    /** Whether case counts. */
    public enum Letters {
        AS_IS,
        LOWER_CASE
    }

    /** What begins and ends. */
    public enum Sequence {
        LINE,
        DOCUMENT
    }

    public TextUnits {
        Objects.requireNonNull(unit, "unit");
        Objects.requireNonNull(words, "words");
        Objects.requireNonNull(letters, "letters");
        Objects.requireNonNull(sequence, "sequence");
    }

    /** What stands between white space, line by line, as other programs' word models take a text. */
    public static TextUnits whiteSpaceWords() {
        return new TextUnits(Unit.WORD, WordSplit.WHITESPACE, Letters.AS_IS, Sequence.LINE);
    }
}
