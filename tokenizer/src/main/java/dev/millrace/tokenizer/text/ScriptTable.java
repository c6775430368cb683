package dev.millrace.tokenizer.text;

import com.ibm.icu.lang.UCharacter;
import com.ibm.icu.lang.UScript;
import com.ibm.icu.util.VersionInfo;

/** Scripts of characters as of Unicode 9, Hiragana and Katakana taken for one with Han. */
public final class ScriptTable {
    /** No script at all; no character's. */
    public static final int NONE = -2;
    /** What belongs to the text around it: a space, and what Unicode 9 leaves open. */
    public static final int ANY = -1;

    private static final VersionInfo VERSION = VersionInfo.getInstance(9);
    private static final int PROLONGED_SOUND_MARK = 0x30FC;

    private ScriptTable() {}

    /** A number for the script. */
    public static int script(int codePoint) {
        if (codePoint == ' ' || UCharacter.getAge(codePoint).compareTo(VERSION) > 0) {
            return ANY;
        }
        // four whose script has changed since
        if (codePoint == 0x0589 || codePoint == 0x061C) {
            return UScript.COMMON;
        }
        if (codePoint == 0x0953 || codePoint == 0x0954) {
            return UScript.DEVANAGARI;
        }
        int script = UScript.getScript(codePoint);
        if (script == UScript.UNKNOWN) {
            return ANY;
        }
        boolean japanese = script == UScript.HIRAGANA || script == UScript.KATAKANA;
        return japanese || codePoint == PROLONGED_SOUND_MARK ? UScript.HAN : script;
    }
}
