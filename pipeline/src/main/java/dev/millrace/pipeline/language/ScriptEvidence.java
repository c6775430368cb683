package dev.millrace.pipeline.language;

import com.ibm.icu.lang.UScript;
import java.util.Map;
import java.util.Map.Entry;
import java.util.Optional;
import java.util.TreeMap;

/** Languages that their script alone gives away. */
final class ScriptEvidence {
    private static final double ENOUGH = .8;
    private static final char FIRST_TELLING = 0x0370;

    private static final Map<Integer, String> LANGUAGES = Map.ofEntries(
            Map.entry(UScript.ARMENIAN, "hy"),
            Map.entry(UScript.GEORGIAN, "ka"),
            Map.entry(UScript.GREEK, "el"),
            Map.entry(UScript.GUJARATI, "gu"),
            Map.entry(UScript.GURMUKHI, "pa"),
            Map.entry(UScript.HANGUL, "ko"),
            Map.entry(UScript.KANNADA, "kn"),
            Map.entry(UScript.KHMER, "km"),
            Map.entry(UScript.LAO, "lo"),
            Map.entry(UScript.MALAYALAM, "ml"),
            Map.entry(UScript.MYANMAR, "my"),
            Map.entry(UScript.ORIYA, "or"),
            Map.entry(UScript.SINHALA, "si"),
            Map.entry(UScript.TAMIL, "ta"),
            Map.entry(UScript.TELUGU, "te"),
            Map.entry(UScript.THAANA, "dv"),
            Map.entry(UScript.THAI, "th"),
            Map.entry(UScript.TIBETAN, "bo"));

    private int letters;
    private final Map<String, Integer> byLanguage = new TreeMap<>();

    ScriptEvidence(char[] text, int length) {
        int at = 0;
        while (at < length) {
            int codePoint = Character.codePointAt(text, at, length);
            at += Character.charCount(codePoint);
            if (Character.isLetter(codePoint)) {
                letters++;
                if (codePoint >= FIRST_TELLING) {
                    Optional.ofNullable(LANGUAGES.get(UScript.getScript(codePoint)))
                            .ifPresent(language -> byLanguage.merge(language, 1, Integer::sum));
                }
            }
        }
    }

    static boolean tells(String language) {
        return LANGUAGES.containsValue(language);
    }

    boolean hasLetters() {
        return letters > 0;
    }

    /** The language whose script has at least {@value #ENOUGH} of the letters; the share is the score. */
    Optional<Identification> decided() {
        return byLanguage.entrySet().stream()
                .filter(entry -> entry.getValue() >= ENOUGH * letters)
                .findFirst()
                .map(this::identification);
    }

    private Identification identification(Entry<String, Integer> entry) {
        return new Identification(entry.getKey(), (double) entry.getValue() / letters);
    }
}
