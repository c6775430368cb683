package dev.millrace.tokenizer.added;

import dev.millrace.tokenizer.text.Utf8;
import java.util.HashMap;
import java.util.Map;

/** Added tokens by the UTF-16 characters of their text; of two with the same text the first counts. */
final class TokenTrie {
    private static final int FILTER = 256;

    private final Node root = new Node();
    private final boolean[] firstCharacters = new boolean[FILTER];
    private final boolean[] firstBytes = new boolean[FILTER];

    /** A token and where it ends. */
    record Found(AddedToken token, int end) {}

    void add(String text, AddedToken token) {
        if (text.isEmpty()) {
            return;
        }
        firstCharacters[text.charAt(0) & (FILTER - 1)] = true;
        byte[] utf8 = new byte[Utf8.MOST_BYTES];
        Utf8.write(text.codePointAt(0), utf8, 0);
        firstBytes[utf8[0] & 0xFF] = true;
        Node node = root;
        for (int i = 0; i < text.length(); i++) {
            node = node.children.computeIfAbsent(text.charAt(i), c -> new Node());
        }
        if (node.token == null) {
            node.token = token;
        }
    }

    boolean isEmpty() {
        return root.children.isEmpty();
    }

    /** Whether some token may begin with this character. */
    boolean mayBegin(char c) {
        return firstCharacters[c & (FILTER - 1)];
    }

    /** The longest token here; null if there is none. */
    AddedToken longestAt(CharSequence text, int at) {
        AddedToken longest = null;
        Node node = root;
        for (int i = at; i < text.length(); i++) {
            node = node.children.get(text.charAt(i));
            if (node == null) {
                break;
            }
            if (node.token != null) {
                longest = node.token;
            }
        }
        return longest;
    }

    /** The longest token here; null if there is none. */
    Found longestAt(byte[] utf8, int from, int to) {
        if (!firstBytes[utf8[from] & 0xFF]) {
            return null;
        }
        Found longest = null;
        Node node = root;
        for (int at = from; at < to; ) {
            int codePoint = Utf8.codePoint(utf8, at);
            if (Character.isBmpCodePoint(codePoint)) {
                node = node.children.get((char) codePoint);
            } else {
                node = node.children.get(Character.highSurrogate(codePoint));
                node = node == null ? null : node.children.get(Character.lowSurrogate(codePoint));
            }
            if (node == null) {
                break;
            }
            at += Utf8.length(utf8[at]);
            if (node.token != null) {
                longest = new Found(node.token, at);
            }
        }
        return longest;
    }

    private static final class Node {
        private final Map<Character, Node> children = new HashMap<>();
        private AddedToken token;
    }
}
