package dev.millrace.tokenizer.characterbpe;

import dev.millrace.tokenizer.model.TokenList;
import dev.millrace.tokenizer.model.TokenModel;
import dev.millrace.tokenizer.text.Utf8;

/** Splits words, with buffers and a cache of its own. Not thread-safe. */
final class CharacterBpeWords implements TokenModel.WordTokens {
    private static final int NONE = -1;

    private final CharacterBpe model;
    private final CharacterBpeSettings settings;
    private final SymbolMerges merges;
    private final SymbolSpelling spelling;
    private final SegmentCache cache = new SegmentCache();
    private final Symbols symbols = new Symbols();

    CharacterBpeWords(CharacterBpe model, SymbolMerges merges) {
        this.model = model;
        this.merges = merges;
        settings = model.settings();
        spelling = new SymbolSpelling(model);
    }

    @Override
    public void encode(byte[] utf8, int from, int to, TokenList out) {
        if (settings.wholeWords() == CharacterBpeSettings.WholeWords.FIRST) {
            int whole = model.idOf(utf8, from, to);
            if (whole != NONE) {
                out.add(whole, to);
                return;
            }
        }
        if (model.joints().isEmpty()) {
            encodeSegment(utf8, from, to, out);
            return;
        }
        Joints joints = model.joints().get();
        int start = from;
        int left = NONE;
        boolean cuts = true;
        for (int at = from; at < to; ) {
            int right = Utf8.codePoint(utf8, at);
            // a joint may be missing only where the unknown on both sides would be one token
            cuts = cuts && (!model.dropsUnknown() || isKnown(right));
            if (left != NONE && cuts && !joints.has(left, right) && (isKnown(left) || isKnown(right))) {
                encodeSegment(utf8, start, at, out);
                start = at;
            }
            left = right;
            at += Utf8.length(utf8[at]);
        }
        encodeSegment(utf8, start, to, out);
    }

    private boolean isKnown(int codePoint) {
        return model.idOfCharacter(codePoint) != NONE;
    }

    private void encodeSegment(byte[] utf8, int from, int to, TokenList out) {
        int length = to - from;
        boolean cached = length <= SegmentCache.LONGEST
                && length > 0
                && from + SegmentCache.READ <= utf8.length
                && merges.isFixed();
        if (cached && cache.appendKnown(utf8, from, length, out)) {
            return;
        }
        int start = out.size();
        symbols.clear();
        spelling.spell(utf8, from, to, symbols);
        merges.merge(symbols);
        for (int i = 0; i < symbols.size; i++) {
            out.add(symbols.ids[i], symbols.ends[i]);
        }
        if (cached) {
            cache.remember(out, start, from);
        }
    }
}
