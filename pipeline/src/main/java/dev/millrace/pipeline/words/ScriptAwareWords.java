package dev.millrace.pipeline.words;

import com.ibm.icu.lang.UCharacter;
import com.ibm.icu.lang.UScript;
import com.ibm.icu.text.BreakIterator;
import com.ibm.icu.util.ULocale;

/**
 * Words of another splitter, and within them the dictionary words of scripts that are written without spaces: Han,
 * Hiragana, Katakana, Thai, Lao, Khmer, Myanmar. A text without those scripts has exactly the other's words.
 */
final class ScriptAwareWords implements WordSplitter {
    private static final char FIRST_UNSPACED = 0x0e00;

    private final WordSplitter spaced;
    private final Spans pieces = new Spans();
    private final BreakIterator dictionary = BreakIterator.getWordInstance(ULocale.ROOT);

    /** @param spaced finds the words of scripts with spaces */
    ScriptAwareWords(WordSplitter spaced) {
        this.spaced = spaced;
    }

    @Override
    public void split(char[] text, int from, int to, Spans words) {
        pieces.clear();
        spaced.split(text, from, to, pieces);
        for (int i = 0; i < pieces.size(); i++) {
            if (unspaced(text, pieces.start(i), pieces.end(i))) {
                addDictionaryWords(text, pieces.start(i), pieces.end(i), words);
            } else {
                words.add(pieces.start(i), pieces.end(i));
            }
        }
    }

    private void addDictionaryWords(char[] text, int from, int to, Spans words) {
        dictionary.setText(new String(text, from, to - from));
        int start = dictionary.first();
        for (int end = dictionary.next(); end != BreakIterator.DONE; end = dictionary.next()) {
            words.add(from + start, from + end);
            start = end;
        }
    }

    private static boolean unspaced(char[] text, int from, int to) {
        for (int i = from; i < to; i++) {
            if (text[i] >= FIRST_UNSPACED && unspaced(Character.codePointAt(text, i, to))) {
                return true;
            }
        }
        return false;
    }

    private static boolean unspaced(int codePoint) {
        return switch (UScript.getScript(codePoint)) {
            case UScript.HAN,
                    UScript.HIRAGANA,
                    UScript.KATAKANA,
                    UScript.THAI,
                    UScript.LAO,
                    UScript.KHMER,
                    UScript.MYANMAR -> UCharacter.isLetter(codePoint);
            default -> false;
        };
    }
}
