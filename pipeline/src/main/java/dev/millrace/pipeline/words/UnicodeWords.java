package dev.millrace.pipeline.words;

/**
 * Segments between Unicode's default word boundaries (UAX #29) that begin with a letter or a number: uniseg's words
 * without punctuation, as DCLM counts them. Han and kana characters stand alone, but for runs of Katakana.
 */
final class UnicodeWords implements WordSplitter {
    @Override
    public void split(char[] text, int from, int to, Spans words) {
        int at = from;
        while (at < to) {
            int start = at;
            while (at < to && plain(text[at])) {
                at++;
            }
            boolean whole = at > start && (at == to || text[at] == ' ' || text[at] == '\n');
            if (!whole) {
                at = WordBreaks.end(text, start, to);
            }
            if (PythonCharacters.isAlnum(Character.codePointAt(text, start, to))) {
                words.add(start, at);
            }
        }
    }

    private static boolean plain(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    }
}
