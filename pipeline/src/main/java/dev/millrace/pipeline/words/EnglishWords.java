package dev.millrace.pipeline.words;

import java.util.Optional;

/**
 * Words as spaCy's blank "en" pipeline finds them (3.8, tokenizer.pyx), without its tokens of white space. A piece
 * between white space loses prefixes and suffixes until a special case or neither is left; what remains is a special
 * case, an address, or is split at its infixes; special cases that the splitting tore apart are put together again.
 */
final class EnglishWords implements WordSplitter {
    private static final SpecialCases CASES = new SpecialCases(EnglishExceptions.all());
    private static final TornCases TORN = new TornCases(EnglishExceptions.all().keySet(), CASES);

    private final Spans pieces = new Spans();
    private final Spans suffixes = new Spans();

    @Override
    public void split(char[] text, int from, int to, Spans words) {
        pieces.clear();
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
                    pieces.add(start, at);
                } else {
                    splitPiece(text, start, at);
                }
            }
            at++;
        }
        TORN.join(text, pieces, words);
    }

    private void splitPiece(char[] text, int from, int to) {
        suffixes.clear();
        int start = from;
        int end = to;
        while (start < end && !CASES.contains(text, start, end)) {
            int prefix = EnglishAffixes.prefix(text, start, end);
            if (prefix > 0 && CASES.contains(text, start + prefix, end)) {
                pieces.add(start, start + prefix);
                start += prefix;
                break;
            }
            int suffix = EnglishAffixes.suffix(text, start + prefix, end);
            if (suffix > 0 && CASES.contains(text, start, end - suffix)) {
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
        splitRest(text, start, end);
        for (int i = suffixes.size() - 1; i >= 0; i--) {
            pieces.add(suffixes.start(i), suffixes.end(i));
        }
    }

    private void splitRest(char[] text, int from, int to) {
        if (from == to) {
            return;
        }
        Optional<int[]> special = CASES.pieces(text, from, to);
        if (special.isPresent()) {
            pieces.addAll(from, special.get());
        } else if (UrlShape.fits(text, from, to)) {
            pieces.add(from, to);
        } else {
            EnglishAffixes.splitInfixes(text, from, to, pieces);
        }
    }
}
