package dev.millrace.jobs.job;

import dev.millrace.tokenizer.Tokenizer;
import dev.millrace.trainer.distributed.TokenizerFacts;
import dev.millrace.trainer.objective.WordStarts;

/** Which tokens begin a word: those that begin with neither letter nor digit, such as a space, and ideographs. */
final class Words {
    private Words() {}

    static TokenizerFacts facts(Tokenizer tokenizer) {
        return new TokenizerFacts(
                tokenizer.fingerprint(),
                WordStarts.of(tokenizer.vocabularySize(), id -> begins(tokenizer.decode(new int[] {id}))));
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
