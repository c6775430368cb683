package dev.millrace.pipeline.words;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Words as spaCy's blank "en" pipeline finds them (3.8, tokenizer.pyx), without its tokens of white space. A piece
 * between white space loses prefixes and suffixes until a special case or neither is left; what remains is a special
 * case, an address, or is split at its infixes; special cases that the splitting tore apart are put together again.
 */
final class EnglishWords implements WordSplitter {
    private static final SpecialCases CASES = new SpecialCases(EnglishExceptions.all());
    private static final Torn TORN = Torn.find();
    private static final int FREE = 0;

    private final Spans suffixes = new Spans();
    private final Spans pieces = new Spans();
    private int[] taken = new int[0];

    @Override
    public void split(char[] text, int from, int to, Spans words) {
        int at = from;
        while (at < to) {
            int start = at;
            boolean letters = true;
            while (at < to && !WhiteSpace.is(text[at])) {
                char c = text[at++];
                letters &= (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
            }
            if (start < at) {
                if (letters && !CASES.contains(text, start, at)) {
                    words.add(start, at);
                } else {
                    splitPiece(text, start, at, words);
                }
            }
            at++;
        }
    }

    private void splitPiece(char[] text, int from, int to, Spans words) {
        pieces.clear();
        splitAffixes(text, from, to, Cases.KNOWN);
        if (pieces.size() < 2) {
            words.add(from, to);
        } else {
            joinTorn(text, words);
        }
    }

    /** Whether special cases count. */
    private enum Cases {
        KNOWN,
        UNKNOWN
    }

    private void splitAffixes(char[] text, int from, int to, Cases cases) {
        suffixes.clear();
        int start = from;
        int end = to;
        boolean known = cases == Cases.KNOWN;
        while (start < end && !(known && CASES.contains(text, start, end))) {
            int prefix = EnglishAffixes.prefix(text, start, end);
            if (prefix > 0 && known && CASES.contains(text, start + prefix, end)) {
                pieces.add(start, start + prefix);
                start += prefix;
                break;
            }
            int suffix = EnglishAffixes.suffix(text, start + prefix, end);
            if (suffix > 0 && known && CASES.contains(text, start, end - suffix)) {
                suffixes.add(end - suffix, end);
                end -= suffix;
                break;
            }
            if (prefix == 0 && suffix == 0) {
                break;
            }
            if (prefix > 0) {
                pieces.add(start, start + prefix);
                start += prefix;
            }
            if (suffix > 0) {
                suffixes.add(end - suffix, end);
                end -= suffix;
            }
        }
        splitRest(text, start, end, known);
        for (int i = suffixes.size() - 1; i >= 0; i--) {
            pieces.add(suffixes.start(i), suffixes.end(i));
        }
    }

    private void splitRest(char[] text, int from, int to, boolean known) {
        if (from == to) {
            return;
        }
        Optional<int[]> special = known ? CASES.pieces(text, from, to) : Optional.empty();
        if (special.isPresent()) {
            addPieces(special.get(), from, pieces);
        } else if (UrlShape.fits(text, from, to)) {
            pieces.add(from, to);
        } else {
            splitInfixes(text, from, to);
        }
    }

    private void splitInfixes(char[] text, int from, int to) {
        int start = from;
        int at = from;
        while (at < to) {
            int infix = EnglishAffixes.infix(text, from, at, to);
            if (infix == 0) {
                at++;
                continue;
            }
            if (at > from) {
                if (at > start) {
                    pieces.add(start, at);
                }
                pieces.add(at, at + infix);
                start = at + infix;
            }
            at += infix;
        }
        if (start < to) {
            pieces.add(start, to);
        }
    }

    private static void addPieces(int[] lengths, int from, Spans into) {
        int at = from;
        for (int length : lengths) {
            into.add(at, at + length);
            at += length;
        }
    }

    /**
     * Copies the pieces, with those that make up a torn special case replaced by the case's own pieces: the case of
     * most pieces first, among equals the first.
     */
    private void joinTorn(char[] text, Spans words) {
        int size = pieces.size();
        if (taken.length < size) {
            taken = new int[size * 2];
        }
        Arrays.fill(taken, 0, size, FREE);
        for (int count = Math.min(TORN.most, size); count > 1; count--) {
            for (int i = 0; i + count <= size; i++) {
                if (taken[i] == FREE && taken[i + count - 1] == FREE && isTorn(text, i, count)) {
                    Arrays.fill(taken, i, i + count, count);
                }
            }
        }
        int i = 0;
        while (i < size) {
            if (taken[i] == FREE) {
                words.add(pieces.start(i), pieces.end(i));
                i++;
            } else {
                int end = pieces.end(i + taken[i] - 1);
                addPieces(CASES.pieces(text, pieces.start(i), end).orElseThrow(), pieces.start(i), words);
                i += taken[i];
            }
        }
    }

    private boolean isTorn(char[] text, int first, int count) {
        int from = pieces.start(first);
        int to = pieces.end(first + count - 1);
        if (!CASES.contains(text, from, to)) {
            return false;
        }
        int[] lengths = new int[count];
        for (int i = 0; i < count; i++) {
            lengths[i] = pieces.length(first + i);
        }
        return TORN.contains(new String(text, from, to - from), lengths);
    }

    /** Special cases that the rules for affixes would tear apart, and into which pieces. */
    private static final class Torn {
        private final Map<String, List<Integer>> lengths = new HashMap<>();
        private int most;

        static Torn find() {
            Torn torn = new Torn();
            EnglishWords words = new EnglishWords();
            for (String text : EnglishExceptions.all().keySet()) {
                char[] chars = text.toCharArray();
                words.pieces.clear();
                words.splitAffixes(chars, 0, chars.length, Cases.UNKNOWN);
                if (words.pieces.size() > 1) {
                    torn.add(text, words.pieces);
                }
            }
            return torn;
        }

        private void add(String text, Spans pieces) {
            int[] each = new int[pieces.size()];
            for (int i = 0; i < each.length; i++) {
                each[i] = pieces.length(i);
            }
            lengths.put(text, Arrays.stream(each).boxed().toList());
            most = Math.max(most, each.length);
        }

        boolean contains(String text, int[] pieces) {
            return Arrays.stream(pieces).boxed().toList().equals(lengths.get(text));
        }
    }
}
