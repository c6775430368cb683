package dev.millrace.tokenizer.encoding;

import java.io.Serializable;

/** A piece of a template. */
public sealed interface TemplatePiece extends Serializable {

    /** Type that its tokens are given. */
    int typeId();

    /**
     * All tokens of a text.
     *
     * @param index 0 for the first text, 1 for the second of a pair
     */
    record Text(int index, int typeId) implements TemplatePiece {
        public Text {
            if (index != 0 && index != 1) {
                throw new IllegalArgumentException("Invalid text in a template: " + index + " (must be 0 or 1)");
            }
        }
    }

    /** A special token by its name. */
    record Special(String name, int typeId) implements TemplatePiece {}
}
