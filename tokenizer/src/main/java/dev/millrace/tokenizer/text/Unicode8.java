package dev.millrace.tokenizer.text;

import com.ibm.icu.lang.UCharacter;
import com.ibm.icu.util.VersionInfo;

/**
 * General categories as Unicode 8.0 had them, independent of the Java that runs: what Hugging Face's tokenizers take
 * for marks, controls and punctuation around BERT. What came after is none of them.
 */
public final class Unicode8 {
    private Unicode8() {}

    /** {@code Mn}. */
    public static boolean isNonspacingMark(int codePoint) {
        return switch (codePoint) {
            // of another category since: two letters, a vowel sign, a mark of editing
            case 0x1885, 0x1886, 0xA9BD, 0x111C9 -> false;
            // marks at that time, spacing ones today
            case 0x1734, 0x1171E -> true;
            default -> UnicodeTable.category(codePoint).equals("Mn") && existed(codePoint);
        };
    }

    /** {@code Cc}, {@code Cf} or {@code Co}. */
    public static boolean isControl(int codePoint) {
        return switch (UnicodeTable.category(codePoint)) {
            case "Cc", "Cf", "Co" -> existed(codePoint);
            default -> false;
        };
    }

    /** {@code P}. */
    public static boolean isPunctuation(int codePoint) {
        return switch (codePoint) {
            // a sign and a mark today
            case 0x166D, 0x111C9 -> true;
            default -> UnicodeTable.category(codePoint).charAt(0) == 'P' && existed(codePoint);
        };
    }

    private static boolean existed(int codePoint) {
        return UCharacter.getAge(codePoint).compareTo(VersionInfo.UNICODE_8_0) <= 0;
    }
}
