package dev.millrace.pipeline.language;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/** Codes of languages: ISO 639-1 of ISO 639-3, where there is one; one code for what models call variously. */
final class LanguageCodes {
    private static final Map<String, String> SHORT = new HashMap<>();

    static {
        for (String code : Locale.getISOLanguages()) {
            SHORT.put(Locale.forLanguageTag(code).getISO3Language(), code);
        }
        // current codes, whatever this Java calls them
        SHORT.put("heb", "he");
        SHORT.put("ind", "id");
        SHORT.put("yid", "yi");
        // what models that tell Nynorsk apart call Bokmål
        SHORT.put("no", "nb");
        SHORT.put("nor", "nb");
        // single languages of macrolanguages that have a code of two letters
        SHORT.put("cmn", "zh");
        SHORT.put("ekk", "et");
        SHORT.put("lvs", "lv");
        SHORT.put("pes", "fa");
        SHORT.put("plt", "mg");
        // one language in several scripts or encodings
        SHORT.put("zho-simp", "zh");
        SHORT.put("zho-trad", "zh");
        SHORT.put("mya-zaw", "my");
        // languages in Latin letters that are not their own (BCP 47)
        SHORT.put("ben-rom", "bn-Latn");
        SHORT.put("hin-rom", "hi-Latn");
        SHORT.put("tam-rom", "ta-Latn");
        SHORT.put("tel-rom", "te-Latn");
        SHORT.put("urd-rom", "ur-Latn");
    }

    private LanguageCodes() {}

    static String shortest(String iso6393) {
        return SHORT.getOrDefault(iso6393, iso6393);
    }
}
