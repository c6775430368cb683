package dev.millrace.pipeline.ngram;

import dev.millrace.pipeline.words.Spans;
import dev.millrace.pipeline.words.WhiteSpace;
import dev.millrace.pipeline.words.WordSplitter;
import dev.millrace.tokenizer.Tokenizer;
import java.util.Locale;
import java.util.Optional;

/** Cuts texts into sequences of tokens. An instance is used by one thread at a time. */
public final class Segmenter {
    /** What SentencePiece, too, writes for a space. */
    private static final char SPACE = '\u2581';

    private static final char REPLACEMENT = '\ufffd';

    private final TextUnits units;
    private final Optional<Tokenizer> tokenizer;
    private final WordSplitter splitter;
    private final Spans words = new Spans();
    private final char[][] spelled;
    private final char[] pair = new char[2];

    Segmenter(Segmentation segmentation) {
        this.units = segmentation.units();
        this.tokenizer = segmentation.tokenizer();
        this.splitter = units.words().splitter();
        this.spelled = new char[tokenizer.map(Tokenizer::vocabularySize).orElse(0)][];
    }

    /** Hands on every token of the text. */
    public void read(String text, TokenSink sink) {
        String cased = units.letters() == TextUnits.Letters.LOWER_CASE ? text.toLowerCase(Locale.ROOT) : text;
        if (units.sequence() == TextUnits.Sequence.DOCUMENT) {
            sequence(cased, sink);
            return;
        }
        int from = 0;
        for (int to = cased.indexOf('\n'); to >= 0; to = cased.indexOf('\n', from)) {
            sequence(cased.substring(from, to), sink);
            from = to + 1;
        }
        sequence(cased.substring(from), sink);
    }

    private void sequence(String text, TokenSink sink) {
        boolean some = switch (units.unit()) {
            case WORD -> words(text, sink);
            case CHARACTER -> characters(text, sink);
            case TOKEN -> tokens(text, sink);
        };
        if (some) {
            sink.end();
        }
    }

    private boolean words(String text, TokenSink sink) {
        char[] characters = text.toCharArray();
        words.clear();
        splitter.split(characters, 0, characters.length, words);
        for (int i = 0; i < words.size(); i++) {
            for (int at = words.start(i); at < words.end(i); at++) {
                characters[at] = writable(characters, at);
            }
            sink.token(characters, words.start(i), words.end(i));
        }
        return words.size() > 0;
    }

    /** What a line of a file can hold within a word: no white space, no half of a surrogate pair. */
    private static char writable(char[] text, int at) {
        char c = text[at];
        if (c <= ' ' || WhiteSpace.is(c)) {
            return SPACE;
        }
        if (!Character.isSurrogate(c)) {
            return c;
        }
        boolean whole = Character.isHighSurrogate(c)
                ? at + 1 < text.length && Character.isLowSurrogate(text[at + 1])
                : at > 0 && Character.isHighSurrogate(text[at - 1]);
        return whole ? c : REPLACEMENT;
    }

    private boolean characters(String text, TokenSink sink) {
        for (int at = 0; at < text.length(); ) {
            int codePoint = text.codePointAt(at);
            at += Character.charCount(codePoint);
            if (codePoint == ' ') {
                pair[0] = SPACE;
                sink.token(pair, 0, 1);
            } else if (named(codePoint)) {
                char[] name = name(codePoint).toCharArray();
                sink.token(name, 0, name.length);
            } else {
                sink.token(pair, 0, Character.toChars(codePoint, pair, 0));
            }
        }
        return !text.isEmpty();
    }

    private static boolean named(int codePoint) {
        return codePoint < ' '
                || codePoint == SPACE
                || (codePoint <= Character.MAX_VALUE
                        && (Character.isSurrogate((char) codePoint) || WhiteSpace.is((char) codePoint)));
    }

    private static String name(int codePoint) {
        return String.format(Locale.ROOT, "<U+%04X>", codePoint);
    }

    private boolean tokens(String text, TokenSink sink) {
        int[] ids = tokenizer.orElseThrow().encode(text);
        for (int id : ids) {
            char[] spelling = spelling(id);
            sink.token(spelling, 0, spelling.length);
        }
        return ids.length > 0;
    }

    /** A token as the model's vocabulary spells it. */
    char[] spelling(int id) {
        if (spelled[id] == null) {
            StringBuilder spelling = new StringBuilder();
            tokenizer.orElseThrow().token(id).codePoints().forEach(codePoint -> {
                if (codePoint == ' ' || (named(codePoint) && codePoint != SPACE)) {
                    spelling.append(name(codePoint));
                } else {
                    spelling.appendCodePoint(codePoint);
                }
            });
            spelled[id] = (spelling.isEmpty() ? "<" + id + ">" : spelling.toString()).toCharArray();
        }
        return spelled[id];
    }
}
