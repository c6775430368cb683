package dev.millrace.tokenizer.added;

import dev.millrace.tokenizer.normalizer.NormalizedText;
import dev.millrace.tokenizer.normalizer.Normalizer;
import dev.millrace.tokenizer.text.CharacterProperties;
import dev.millrace.tokenizer.text.UnicodeTable;
import dev.millrace.tokenizer.text.Utf8;
import java.util.List;

/**
 * Finds added tokens as Hugging Face's tokenizers do: the leftmost first, the longest of those; one that must stand
 * alone and doesn't hides shorter ones in its place. Immutable.
 */
public final class AddedTokenSearch {
    private final TokenTrie trie;

    private AddedTokenSearch(TokenTrie trie) {
        this.trie = trie;
    }

    /** Takes a piece of text between tokens. */
    @FunctionalInterface
    public interface TextSink {
        void text(int from, int to);
    }

    /** Takes a token that was found. */
    @FunctionalInterface
    public interface AddedSink {

        /**
         * @param content as it stands in the text, with the white space that it takes along
         * @param start first UTF-16 character of the original text
         * @param end after its last
         */
        void token(int id, String content, int start, int end);
    }

    /** For the tokens that are looked for in the text as it is. */
    public static AddedTokenSearch ofRaw(List<AddedToken> tokens) {
        TokenTrie trie = new TokenTrie();
        inOrder(tokens).stream()
                .filter(token -> !token.normalized())
                .forEach(token -> trie.add(token.content(), token));
        return new AddedTokenSearch(trie);
    }

    /** For the tokens that are looked for, normalised, in the normalised text. */
    public static AddedTokenSearch ofNormalized(List<AddedToken> tokens, Normalizer normalizer) {
        TokenTrie trie = new TokenTrie();
        NormalizedText text = NormalizedText.unaligned();
        for (AddedToken token : inOrder(tokens)) {
            if (token.normalized()) {
                text.reset(token.content());
                normalizer.normalize(text);
                trie.add(text.toString(), token);
            }
        }
        return new AddedTokenSearch(trie);
    }

    // of two that look alike the first counts
    private static List<AddedToken> inOrder(List<AddedToken> tokens) {
        return java.util.stream.Stream.concat(
                        tokens.stream().filter(AddedToken::special),
                        tokens.stream().filter(token -> !token.special()))
                .toList();
    }

    public boolean isEmpty() {
        return trie.isEmpty();
    }

    /** Sends the pieces of a text, by its UTF-16 characters, in their order. */
    public void split(CharSequence text, TextSink pieces, AddedSink tokens) {
        int done = 0;
        int length = text.length();
        for (int at = 0; at < length; ) {
            AddedToken token = trie.mayBegin(text.charAt(at)) ? trie.longestAt(text, at) : null;
            if (token == null) {
                at++;
                continue;
            }
            int from = at;
            int to = at + token.content().length();
            at = to;
            if (token.singleWord() && !standsAlone(text, from, to)) {
                continue;
            }
            // white space lies in the basic plane
            while (token.leftStrip() && from > done && UnicodeTable.isWhiteSpace(text.charAt(from - 1))) {
                from--;
            }
            while (token.rightStrip() && to < length && UnicodeTable.isWhiteSpace(text.charAt(to))) {
                to++;
            }
            if (from > done) {
                pieces.text(done, from);
            }
            tokens.token(token.id(), text.subSequence(from, to).toString(), from, to);
            done = to;
        }
        if (done < length) {
            pieces.text(done, length);
        }
    }

    /** Sends the pieces of a normalised text, by its bytes, in their order. */
    public void split(NormalizedText text, TextSink pieces, AddedSink tokens) {
        byte[] utf8 = text.utf8();
        int length = text.length();
        int done = 0;
        for (int at = 0; at < length; ) {
            TokenTrie.Found found = trie.longestAt(utf8, at, length);
            if (found == null) {
                at += Utf8.length(utf8[at]);
                continue;
            }
            AddedToken token = found.token();
            int from = at;
            int to = found.end();
            at = to;
            if (token.singleWord() && !standsAlone(utf8, from, to, length)) {
                continue;
            }
            while (token.leftStrip() && from > done && isSpace(utf8, Utf8.before(utf8, from))) {
                from = Utf8.before(utf8, from);
            }
            while (token.rightStrip() && to < length && isSpace(utf8, to)) {
                to += Utf8.length(utf8[to]);
            }
            if (from > done) {
                pieces.text(done, from);
            }
            boolean aligned = text.isAligned();
            tokens.token(
                    token.id(),
                    new String(utf8, from, to - from, java.nio.charset.StandardCharsets.UTF_8),
                    aligned ? text.originalStart(from) : 0,
                    aligned ? text.originalEnd(to - 1) : 0);
            done = to;
        }
        if (done < length) {
            pieces.text(done, length);
        }
    }

    private static boolean standsAlone(CharSequence text, int from, int to) {
        return !(from > 0 && CharacterProperties.isWord(Character.codePointBefore(text, from)))
                && !(to < text.length() && CharacterProperties.isWord(Character.codePointAt(text, to)));
    }

    private static boolean standsAlone(byte[] utf8, int from, int to, int length) {
        return !(from > 0 && CharacterProperties.isWord(Utf8.codePoint(utf8, Utf8.before(utf8, from))))
                && !(to < length && CharacterProperties.isWord(Utf8.codePoint(utf8, to)));
    }

    private static boolean isSpace(byte[] utf8, int at) {
        return UnicodeTable.isWhiteSpace(Utf8.codePoint(utf8, at));
    }
}
