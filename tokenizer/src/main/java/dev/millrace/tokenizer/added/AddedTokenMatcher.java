package dev.millrace.tokenizer.added;

import dev.millrace.tokenizer.text.UnicodeTable;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Finds added tokens in a text: the leftmost first, the longest of those. */
final class AddedTokenMatcher {
    private final Node root = new Node();

    AddedTokenMatcher(List<AddedToken> tokens) {
        for (AddedToken token : tokens) {
            Node node = root;
            for (int i = 0; i < token.content().length(); i++) {
                node = node.children.computeIfAbsent(token.content().charAt(i), c -> new Node());
            }
            node.token = Optional.of(token);
        }
    }

    /** A token's place in the text, with the white space that it takes along; {@code to} is exclusive. */
    record Match(AddedToken token, int from, int to) {}

    boolean isEmpty() {
        return root.children.isEmpty();
    }

    /** The first match that begins at {@code from} or later. */
    Optional<Match> next(String text, int from) {
        for (int at = from; at < text.length(); at++) {
            Optional<AddedToken> token = longestAt(text, at);
            if (token.isPresent()) {
                return Optional.of(withSpace(text, from, at, token.get()));
            }
        }
        return Optional.empty();
    }

    private Optional<AddedToken> longestAt(String text, int at) {
        Optional<AddedToken> longest = Optional.empty();
        Node node = root;
        for (int i = at; i < text.length(); i++) {
            node = node.children.get(text.charAt(i));
            if (node == null) {
                break;
            }
            if (node.token.isPresent()) {
                longest = node.token;
            }
        }
        return longest;
    }

    private static Match withSpace(String text, int earliest, int at, AddedToken token) {
        int from = at;
        int to = at + token.content().length();
        // white space lies in the basic plane
        while (token.leftStrip() && from > earliest && UnicodeTable.isWhiteSpace(text.charAt(from - 1))) {
            from--;
        }
        while (token.rightStrip() && to < text.length() && UnicodeTable.isWhiteSpace(text.charAt(to))) {
            to++;
        }
        return new Match(token, from, to);
    }

    private static final class Node {
        private final Map<Character, Node> children = new HashMap<>();
        private Optional<AddedToken> token = Optional.empty();
    }
}
