package dev.millrace.tokenizer.pretoken;

import dev.millrace.tokenizer.text.Utf8;
import java.nio.charset.StandardCharsets;

/**
 * Writes spaces as a visible character, as SentencePiece does, and splits before it.
 *
 * @param replacement of a space
 * @param prepend which words that do not begin with it are given one
 */
public record Metaspace(int replacement, Prepend prepend, Parts parts) implements PreTokenizer {
    /** SentencePiece's {@code ▁}. */
    public static final int LOWER_ONE_EIGHTH_BLOCK = 0x2581;

    /** Which words are given a replacement to begin with. */
    public enum Prepend {
        ALWAYS,
        /** The one that begins where the text does. */
        FIRST,
        NEVER
    }

    /** Whether a word is split further. */
    public enum Parts {
        SPLIT,
        WHOLE
    }

    @Override
    public boolean readsAlignment() {
        return prepend == Prepend.FIRST;
    }

    @Override
    public void split(Words words) {
        byte[] written = Character.toString(replacement).getBytes(StandardCharsets.UTF_8);
        words.editEach((utf8, from, to, rewrite) -> {
            int first = Utf8.codePoint(utf8, from);
            if (first != ' ' && first != replacement && prepends(words, from)) {
                rewrite.insertForNext(written);
            }
            for (int at = from; at < to; at++) {
                if (utf8[at] == ' ') {
                    rewrite.keepTo(at);
                    rewrite.replace(replacement);
                }
            }
            rewrite.keepTo(to);
        });
        if (parts == Parts.SPLIT) {
            CharacterSplit.split(words, SplitBehavior.MERGED_WITH_NEXT, codePoint -> codePoint == replacement);
        }
    }

    private boolean prepends(Words words, int from) {
        return switch (prepend) {
            case ALWAYS -> true;
            case FIRST -> words.text().originalStart(from) == 0;
            case NEVER -> false;
        };
    }
}
