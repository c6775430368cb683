package dev.millrace.tokenizer.normalizer;

import com.ibm.icu.lang.UCharacter;
import com.ibm.icu.text.Normalizer2;
import com.ibm.icu.util.VersionInfo;
import dev.millrace.tokenizer.text.CodePointMap;
import java.util.Optional;

/** What the normalisation forms know of single characters, as of Unicode 9. */
final class FormTable {
    static final int NONE = -1;

    private static final VersionInfo VERSION = VersionInfo.getInstance(9);
    private static final Normalizer2 CANONICAL = Normalizer2.getNFCInstance();
    private static final Normalizer2 COMPATIBLE = Normalizer2.getNFKCInstance();
    private static final CodePointMap FLAGS = CodePointMap.of(FormTable::flags);

    private FormTable() {}

    /** Whether no character before it is changed together with this one. */
    static boolean begins(UnicodeForm form, int codePoint) {
        return (FLAGS.at(codePoint) & (1 << form.bit())) != 0;
    }

    /** Whether the form of the character alone is another text. */
    static boolean changes(UnicodeForm form, int codePoint) {
        return (FLAGS.at(codePoint) & (0x10 << form.bit())) != 0;
    }

    static int combiningClass(int codePoint) {
        return codePoint < 0x300 || !known(codePoint) ? 0 : CANONICAL.getCombiningClass(codePoint);
    }

    /** The whole decomposition; empty if the character has none. */
    static Optional<String> decomposition(int codePoint, boolean compatible) {
        if (codePoint < 0x80 || !known(codePoint)) {
            return Optional.empty();
        }
        return Optional.ofNullable((compatible ? COMPATIBLE : CANONICAL).getDecomposition(codePoint));
    }

    /** The character that two compose to, or {@link #NONE}. */
    static int composed(int first, int second) {
        int pair = CANONICAL.composePair(first, second);
        return pair < 0 || !known(pair) ? NONE : pair;
    }

    private static boolean known(int codePoint) {
        return UCharacter.getAge(codePoint).compareTo(VERSION) <= 0;
    }

    private static int flags(int codePoint) {
        int flags = 0;
        String character = Character.toString(codePoint);
        boolean text = codePoint < Character.MIN_SURROGATE || codePoint > Character.MAX_SURROGATE;
        for (UnicodeForm form : UnicodeForm.values()) {
            Normalizer2 normalizer = normalizer(form);
            if (normalizer.hasBoundaryBefore(codePoint)) {
                flags |= 1 << form.bit();
            }
            if (text && known(codePoint) && !normalizer.isNormalized(character)) {
                flags |= 0x10 << form.bit();
            }
        }
        return flags;
    }

    private static Normalizer2 normalizer(UnicodeForm form) {
        return switch (form) {
            case NFC -> CANONICAL;
            case NFD -> Normalizer2.getNFDInstance();
            case NFKC -> COMPATIBLE;
            case NFKD -> Normalizer2.getNFKDInstance();
        };
    }
}
