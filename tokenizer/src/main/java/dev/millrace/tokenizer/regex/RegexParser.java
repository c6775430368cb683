package dev.millrace.tokenizer.regex;

import com.ibm.icu.text.UnicodeSet;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;

/** Reads Oniguruma's Ruby syntax; what it holds and isn't supported is refused with its place. */
final class RegexParser {
    private static final int MOST_REPEATS = 1000;

    private final int[] pattern;
    private int at;
    private boolean anyCase;
    private boolean dotTakesNewline;
    private boolean extended;

    RegexParser(String pattern) {
        this.pattern = pattern.codePoints().toArray();
    }

    Node parse() {
        Node node = alternation();
        if (at < pattern.length) {
            throw problem("')' that closes nothing");
        }
        return node;
    }

    // a|b|c ; options that are set within last to the group's end
    private Node alternation() {
        boolean oldCase = anyCase;
        boolean oldDot = dotTakesNewline;
        boolean oldExtended = extended;
        List<Node> choices = new ArrayList<>();
        choices.add(concatenation());
        while (accept('|')) {
            choices.add(concatenation());
        }
        anyCase = oldCase;
        dotTakesNewline = oldDot;
        extended = oldExtended;
        return choices.size() == 1 ? choices.get(0) : new Node.Alternation(choices);
    }

    private Node concatenation() {
        List<Node> parts = new ArrayList<>();
        while (at < pattern.length && pattern[at] != '|' && pattern[at] != ')') {
            if (extended && skipsWhiteSpace()) {
                continue;
            }
            parts.add(repeated(atom()));
        }
        return parts.size() == 1 ? parts.get(0) : new Node.Concatenation(parts);
    }

    private boolean skipsWhiteSpace() {
        if (Character.isWhitespace(pattern[at])) {
            at++;
            return true;
        }
        if (pattern[at] == '#') {
            while (at < pattern.length && pattern[at] != '\n') {
                at++;
            }
            return true;
        }
        return false;
    }

    private Node repeated(Node first) {
        Node node = first;
        while (at < pattern.length) {
            int least;
            OptionalInt most;
            boolean braces = false;
            if (accept('*')) {
                least = 0;
                most = OptionalInt.empty();
            } else if (accept('+')) {
                least = 1;
                most = OptionalInt.empty();
            } else if (accept('?')) {
                least = 0;
                most = OptionalInt.of(1);
            } else {
                int[] bounds = bounds();
                if (bounds.length == 0) {
                    return node;
                }
                braces = true;
                least = bounds[0];
                most = bounds[1] < 0 ? OptionalInt.empty() : OptionalInt.of(bounds[1]);
            }
            Node.Greed greed = accept('?') ? Node.Greed.LAZY : Node.Greed.GREEDY;
            node = new Node.Repetition(node, least, most, greed);
            // a plus after braces repeats in Ruby's syntax
            if (!braces && greed == Node.Greed.GREEDY && accept('+')) {
                node = new Node.Atomic(node);
            }
        }
        return node;
    }

    // {n} {n,} {n,m} {,m} ; anything else is no repetition: the brace stands for itself
    private int[] bounds() {
        if (pattern[at] != '{') {
            return new int[0];
        }
        int start = at++;
        int least = number();
        int most = least;
        if (accept(',')) {
            most = number();
            if (least < 0) {
                least = most < 0 ? -1 : 0;
            }
        }
        if (least < 0 || !accept('}')) {
            at = start;
            return new int[0];
        }
        if ((most >= 0 && most < least) || least > MOST_REPEATS || most > MOST_REPEATS) {
            throw problem("repetition must be from 0 to " + MOST_REPEATS + ", the lower bound first");
        }
        return new int[] {least, most};
    }

    private int number() {
        int start = at;
        int value = 0;
        while (at < pattern.length && pattern[at] >= '0' && pattern[at] <= '9') {
            value = Math.min(value * 10 + pattern[at++] - '0', MOST_REPEATS + 1);
        }
        return at == start ? -1 : value;
    }

    private Node atom() {
        int c = pattern[at];
        if (c == '*' || c == '+' || c == '?' || (c == '{' && bounds().length > 0)) {
            throw problem("nothing to repeat");
        }
        at++;
        return switch (c) {
            case '(' -> group();
            case '[' -> characters(new ClassParser(this).parse());
            case '.' ->
                new Node.Characters(CodePointSet.of(
                        dotTakesNewline ? CharacterSets.all() : CharacterSets.complement(CharacterSets.single('\n'))));
            case '^' -> new Node.Anchor(Node.Place.LINE_START);
            case '$' -> new Node.Anchor(Node.Place.LINE_END);
            case '\\' -> escaped();
            default -> characters(CharacterSets.single(c));
        };
    }

    private Node escaped() {
        if (at == pattern.length) {
            throw problem("ends in '\\'");
        }
        Node.Place place = switch (pattern[at]) {
            case 'A' -> Node.Place.TEXT_START;
            case 'z' -> Node.Place.TEXT_END;
            case 'Z' -> Node.Place.TEXT_END_OR_LAST_NEWLINE;
            case 'b' -> Node.Place.WORD_BORDER;
            case 'B' -> Node.Place.NO_WORD_BORDER;
            default -> null;
        };
        if (place != null) {
            at++;
            return new Node.Anchor(place);
        }
        return characters(escapedSet());
    }

    /** After a backslash: a set, or the character that it spells. */
    UnicodeSet escapedSet() {
        if (at == pattern.length) {
            throw problem("ends in '\\'");
        }
        int c = pattern[at++];
        if (c == 'p' || c == 'P') {
            return property(c == 'P');
        }
        var set = CharacterSets.escape(c);
        if (set.isPresent()) {
            return set.get();
        }
        return CharacterSets.single(
                switch (c) {
                    case 't' -> '\t';
                    case 'n' -> '\n';
                    case 'r' -> '\r';
                    case 'f' -> '\f';
                    case 'v' -> 0x0B;
                    case 'a' -> 0x07;
                    case 'e' -> 0x1B;
                    case 'x' -> hexadecimal();
                    case 'u' -> hexadecimal(4);
                    default -> {
                        if ((c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z')) {
                            throw problem("'\\" + Character.toString(c) + "' is not supported");
                        }
                        yield c;
                    }
                });
    }

    private int hexadecimal() {
        if (!accept('{')) {
            return hexadecimal(2);
        }
        int start = at;
        while (at < pattern.length && pattern[at] != '}') {
            at++;
        }
        int value = hexadecimal(start, at);
        at++;
        return value;
    }

    private int hexadecimal(int digits) {
        at += digits;
        return hexadecimal(at - digits, at);
    }

    private int hexadecimal(int from, int to) {
        try {
            int value = Integer.parseInt(new String(pattern, from, Math.min(to, pattern.length) - from), 16);
            if (value >= 0 && value <= Character.MAX_CODE_POINT) {
                return value;
            }
        } catch (NumberFormatException | StringIndexOutOfBoundsException e) {
            throw problem("no hexadecimal number");
        }
        throw problem("no character has this number");
    }

    private UnicodeSet property(boolean capital) {
        if (!accept('{')) {
            throw problem("'\\p' without '{'");
        }
        boolean complement = accept('^') != capital;
        int start = at;
        while (at < pattern.length && pattern[at] != '}') {
            at++;
        }
        if (at == pattern.length) {
            throw problem("'\\p{' without '}'");
        }
        String name = new String(pattern, start, at++ - start);
        UnicodeSet set =
                CharacterSets.property(name).orElseThrow(() -> problem("property \"" + name + "\" is not supported"));
        return complement ? CharacterSets.complement(set) : set;
    }

    private Node characters(UnicodeSet set) {
        return new Node.Characters(CodePointSet.of(anyCase ? CharacterSets.ofAnyCase(set) : set));
    }

    // after "("
    private Node group() {
        if (!accept('?')) {
            return closed(alternation());
        }
        if (accept(':')) {
            return closed(alternation());
        }
        if (accept('>')) {
            return new Node.Atomic(closed(alternation()));
        }
        if (accept('=')) {
            return new Node.Look(closed(alternation()), Node.Direction.AHEAD, Node.Wanted.PRESENT);
        }
        if (accept('!')) {
            return new Node.Look(closed(alternation()), Node.Direction.AHEAD, Node.Wanted.ABSENT);
        }
        if (accept('#')) {
            while (at < pattern.length && pattern[at] != ')') {
                at++;
            }
            return closed(new Node.Concatenation(List.of()));
        }
        if (accept('<')) {
            if (accept('=')) {
                return behind(Node.Wanted.PRESENT);
            }
            if (accept('!')) {
                return behind(Node.Wanted.ABSENT);
            }
            while (at < pattern.length && pattern[at] != '>' && pattern[at] != ')') {
                at++;
            }
            if (!accept('>')) {
                throw problem("group's name without '>'");
            }
            return closed(alternation());
        }
        return options();
    }

    private Node behind(Node.Wanted wanted) {
        Node body = closed(alternation());
        if (body.width().isEmpty()) {
            throw problem("looking behind for matches of different lengths is not supported");
        }
        return new Node.Look(body, Node.Direction.BEHIND, wanted);
    }

    // (?imx-imx) up to the end of the group around it, (?imx-imx:…) for its own
    private Node options() {
        boolean oldCase = anyCase;
        boolean oldDot = dotTakesNewline;
        boolean oldExtended = extended;
        boolean on = true;
        while (at < pattern.length && pattern[at] != ')' && pattern[at] != ':') {
            switch (pattern[at++]) {
                case '-' -> on = false;
                case 'i' -> anyCase = on;
                case 'm' -> dotTakesNewline = on;
                case 'x' -> extended = on;
                default -> throw problem("group \"(?" + Character.toString(pattern[at - 1]) + "\" is not supported");
            }
        }
        if (accept(')')) {
            // what follows, alternatives too, is within
            return alternation(oldCase, oldDot, oldExtended);
        }
        if (!accept(':')) {
            throw problem("'(' without ')'");
        }
        return closed(alternation(oldCase, oldDot, oldExtended));
    }

    private Node alternation(boolean oldCase, boolean oldDot, boolean oldExtended) {
        Node node = alternation();
        anyCase = oldCase;
        dotTakesNewline = oldDot;
        extended = oldExtended;
        return node;
    }

    private Node closed(Node node) {
        if (!accept(')')) {
            throw problem("'(' without ')'");
        }
        return node;
    }

    boolean accept(int c) {
        if (at < pattern.length && pattern[at] == c) {
            at++;
            return true;
        }
        return false;
    }

    /** The next character, taken. */
    int take() {
        if (at == pattern.length) {
            throw problem("'[' without ']'");
        }
        return pattern[at++];
    }

    /** The next character, left where it is; −1 at the end. */
    int peek() {
        return at < pattern.length ? pattern[at] : -1;
    }

    /** The character after the next one; −1 if there is none. */
    int peekSecond() {
        return at + 1 < pattern.length ? pattern[at + 1] : -1;
    }

    /** Takes {@code [:name:]} whose first bracket has been taken; empty if it is none. */
    String posixName() {
        int end = at + 1;
        while (end < pattern.length && pattern[end] >= 'a' && pattern[end] <= 'z') {
            end++;
        }
        if (peek() != ':' || end + 1 >= pattern.length || pattern[end] != ':' || pattern[end + 1] != ']') {
            return "";
        }
        String name = new String(pattern, at + 1, end - at - 1);
        at = end + 2;
        return name;
    }

    IllegalArgumentException problem(String what) {
        return new IllegalArgumentException("Invalid regular expression \"" + new String(pattern, 0, pattern.length)
                + "\": at character " + at + ": " + what);
    }
}
