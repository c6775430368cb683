package dev.millrace.jobs.job;

import dev.millrace.tokenizer.Tokenizer;
import dev.millrace.trainer.distributed.TokenizerFacts;
import dev.millrace.trainer.objective.WordStarts;

/**
 * Which tokens begin a word: those that put neither letter nor digit behind another token's text first, such as a
 * space, and ideographs.
 */
final class Words {
    private final Tokenizer tokenizer;
    private final int[] before;
    private final String textBefore;

    private Words(Tokenizer tokenizer, int[] before) {
        this.tokenizer = tokenizer;
        this.before = before;
        textBefore = tokenizer.decode(before);
    }

    static TokenizerFacts facts(Tokenizer tokenizer) {
        Words words = new Words(tokenizer, letters(tokenizer));
        return new TokenizerFacts(
                tokenizer.fingerprint(), WordStarts.of(tokenizer.vocabularySize(), id -> begins(words.added(id))));
    }

    /** What the token adds to a text that letters end: alone it may lack a space, or show the mark of its kind. */
    private String added(int id) {
        int[] both = new int[before.length + 1];
        System.arraycopy(before, 0, both, 0, before.length);
        both[before.length] = id;
        String text = tokenizer.decode(both);
        return text.startsWith(textBefore) ? text.substring(textBefore.length()) : tokenizer.decode(new int[] {id});
    }

    /** The first token that is nothing but letters; none where there is none. */
    private static int[] letters(Tokenizer tokenizer) {
        for (int id = 0; id < tokenizer.vocabularySize(); id++) {
            String text = tokenizer.decode(new int[] {id});
            if (!text.isEmpty() && text.chars().allMatch(Character::isLetter)) {
                return new int[] {id};
            }
        }
        return new int[0];
    }

    private static boolean begins(String text) {
        if (text.isEmpty()) {
            return true;
        }
        int first = text.codePointAt(0);
        // a replacement character stands for the middle of a character, which begins nothing
        boolean goesOn = Character.isLetterOrDigit(first) || first == 0xfffd;
        return !goesOn || Character.isIdeographic(first);
    }
}
