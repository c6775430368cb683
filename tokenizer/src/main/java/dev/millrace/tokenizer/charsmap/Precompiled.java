package dev.millrace.tokenizer.charsmap;

import com.ibm.icu.text.BreakIterator;
import com.ibm.icu.util.ULocale;
import dev.millrace.tokenizer.normalizer.NormalizedText;
import dev.millrace.tokenizer.normalizer.Normalizer;
import dev.millrace.tokenizer.text.Utf8;
import java.nio.charset.StandardCharsets;

/**
 * Compiled rules as Hugging Face's tokenizers apply them: a grapheme of at most five bytes becomes what the shortest
 * rule for its beginning says; if there is none, or the grapheme is longer, each of its characters does.
 */
public record Precompiled(CharsMap rules) implements Normalizer {
    private static final int LONGEST_GRAPHEME = 5;

    /** @throws IllegalArgumentException if these are no compiled rules */
    public static Precompiled of(byte[] compiled) {
        return new Precompiled(CharsMap.of(compiled));
    }

    @Override
    public void normalize(NormalizedText text) {
        byte[] utf8 = text.utf8();
        int length = text.length();
        NormalizedText.Rewrite rewrite = text.rewrite();
        BreakIterator graphemes = null;
        for (int at = 0; at < length; ) {
            int end = simpleEnd(utf8, at, length);
            if (end > at) {
                // each character of ASCII is a grapheme, but for a line's two ends
                for (; at < end; at++) {
                    replace(utf8, at, at + 1, rewrite);
                }
                continue;
            }
            end = at + Utf8.length(utf8[at]);
            while (end < length && !standsAlone(utf8, end, length)) {
                end += Utf8.length(utf8[end]);
            }
            if (graphemes == null) {
                graphemes = BreakIterator.getCharacterInstance(ULocale.ROOT);
            }
            replaceGraphemes(graphemes, utf8, at, end, rewrite);
            at = end;
        }
        rewrite.finish();
    }

    /** Up to where characters of ASCII go on that no character after them joins. */
    private static int simpleEnd(byte[] utf8, int from, int length) {
        int at = from;
        while (at < length && standsAlone(utf8, at, length)) {
            at++;
        }
        return at;
    }

    private static boolean standsAlone(byte[] utf8, int at, int length) {
        return utf8[at] >= 0
                && utf8[at] != '\r'
                && (at + 1 == length || utf8[at + 1] >= 0)
                && !(utf8[at] == '\n' && at > 0 && utf8[at - 1] == '\r');
    }

    private void replaceGraphemes(
            BreakIterator graphemes, byte[] utf8, int from, int to, NormalizedText.Rewrite rewrite) {
        String text = new String(utf8, from, to - from, StandardCharsets.UTF_8);
        graphemes.setText(text);
        int at = from;
        int start = graphemes.first();
        for (int end = graphemes.next(); end != BreakIterator.DONE; end = graphemes.next()) {
            int next = at;
            for (int i = start; i < end; i += Character.charCount(text.codePointAt(i))) {
                next += Utf8.length(utf8[next]);
            }
            if (next - at > LONGEST_GRAPHEME || !replace(utf8, at, next, rewrite)) {
                for (int character = at; character < next; ) {
                    int after = character + Utf8.length(utf8[character]);
                    replace(utf8, character, after, rewrite);
                    character = after;
                }
            }
            at = next;
            start = end;
        }
    }

    private boolean replace(byte[] utf8, int from, int to, NormalizedText.Rewrite rewrite) {
        long rule = rules.shortest(utf8, from, to);
        if (rule == 0) {
            return false;
        }
        rewrite.keepTo(from);
        byte[] replacements = rules.replacements();
        int start = (int) rule;
        int end = rules.endOf(start);
        int old = Utf8.count(utf8, from, to);
        int count = 0;
        for (int i = start; i < end; i += Utf8.length(replacements[i])) {
            int codePoint = Utf8.codePoint(replacements, i);
            // the last of those that are more than the old ones are inserted, as the original has it
            if (count++ < old) {
                rewrite.replace(codePoint);
            } else {
                rewrite.insert(codePoint);
            }
        }
        rewrite.dropTo(to);
        return true;
    }
}
