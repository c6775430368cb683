package dev.millrace.pipeline.words;

import com.ibm.icu.lang.UCharacter;
import com.ibm.icu.lang.UProperty;
import java.util.BitSet;

/** Punctuation as datatrove counts it (0.10, utils/text.py). */
public final class Punctuation {
    private static final int BMP = 0x10000;
    private static final String MARKS = "!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~«´»–—’“”„…∶━、。《》【】〈「」！％（），．１：；？～";
    private static final BitSet MARKS_AND_CONTROLS = new BitSet(BMP);
    private static final BitSet ANY = new BitSet(BMP);

    static {
        MARKS.chars().forEach(MARKS_AND_CONTROLS::set);
        MARKS_AND_CONTROLS.set(0, '\t');
        MARKS_AND_CONTROLS.set(0x0b, ' ');
        MARKS_AND_CONTROLS.set(0x7f, 0xa0);
        ANY.or(MARKS_AND_CONTROLS);
        for (int c = 0; c < BMP; c++) {
            if (endsSentences(c)) {
                ANY.set(c);
            }
        }
    }

    private Punctuation() {}

    /** A mark of a fixed list, or a control character other than tab and line feed. */
    public static boolean isMark(char c) {
        return MARKS_AND_CONTROLS.get(c);
    }

    /** A mark, such a control character, or an end of sentence in any script (Unicode's Sentence_Terminal). */
    public static boolean isAny(int codePoint) {
        return codePoint < BMP ? ANY.get(codePoint) : endsSentences(codePoint);
    }

    /** An end of sentence in any script (Unicode's Sentence_Terminal), such as {@code .} or {@code 。}. */
    public static boolean endsSentences(int codePoint) {
        return UCharacter.hasBinaryProperty(codePoint, UProperty.S_TERM);
    }
}
