package dev.millrace.tokenizer.unigram.training;

import com.ibm.icu.lang.UScript;
import dev.millrace.tokenizer.text.CodePointMap;

/** Scripts as SentencePiece tells them apart. */
final class Scripts {
    /** Of what goes with any script. */
    static final int ANY = -1;

    static final int INHERITED = UScript.INHERITED;
    static final int SPACE = '▁';
    private static final int LONG_VOWEL = 0x30FC;
    private static final CodePointMap NUMBERS = CodePointMap.of(Scripts::number);

    private Scripts() {}

    static int of(int codePoint) {
        return NUMBERS.at(codePoint) & 0xFF;
    }

    /** Digits of ASCII and their full-width forms. */
    static boolean isDigit(int codePoint) {
        return (codePoint >= '0' && codePoint <= '9') || (codePoint >= 0xFF10 && codePoint <= 0xFF19);
    }

    private static int number(int codePoint) {
        int script = UScript.getScript(codePoint);
        boolean japanese = script == UScript.HIRAGANA || script == UScript.KATAKANA || codePoint == LONG_VOWEL;
        return japanese ? UScript.HAN : script;
    }
}
