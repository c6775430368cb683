package dev.millrace.tokenizer.pretoken;

import dev.millrace.tokenizer.text.ScriptTable;
import dev.millrace.tokenizer.text.Utf8;

/**
 * Splits where one script follows another, Japan's taken for one with Chinese; a space belongs to the script before it,
 * and is left out at the beginning.
 */
public record UnicodeScripts() implements PreTokenizer {

    @Override
    public void split(Words words) {
        words.splitEach((utf8, from, to, out) -> {
            int start = -1;
            int last = ScriptTable.NONE;
            for (int at = from; at < to; at += Utf8.length(utf8[at])) {
                int script = ScriptTable.script(Utf8.codePoint(utf8, at));
                if (script == ScriptTable.ANY || script == last) {
                    continue;
                }
                if (start >= 0) {
                    out.add(start, at);
                }
                start = at;
                last = script;
            }
            if (start >= 0) {
                out.add(start, to);
            }
        });
    }
}
