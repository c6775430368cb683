package dev.millrace.tokenizer.sentencepiece;

import java.io.Serializable;
import java.util.List;

/** How the special pieces of a model are called; a model need not have one of every name. */
public record SpecialNames(String unknown, String beginning, String end, String padding) implements Serializable {

    /** SentencePiece's: {@code <unk>}, {@code <s>}, {@code </s>}, {@code <pad>}. */
    public static SpecialNames usual() {
        return new SpecialNames("<unk>", "<s>", "</s>", "<pad>");
    }

    List<String> all() {
        return List.of(unknown, beginning, end, padding);
    }
}
