package dev.millrace.tokenizer.normalizer;

import dev.millrace.tokenizer.text.Utf8;

/** Unicode's normalisation forms, as of Unicode 9: what later versions added stays as it is. */
public enum UnicodeForm implements Normalizer {
    NFC(0, true, false),
    NFD(1, false, false),
    NFKC(2, true, true),
    NFKD(3, false, true);

    private final int bit;
    private final boolean composing;
    private final boolean compatible;

    UnicodeForm(int bit, boolean composing, boolean compatible) {
        this.bit = bit;
        this.composing = composing;
        this.compatible = compatible;
    }

    /** Place of the form's flags. */
    int bit() {
        return bit;
    }

    @Override
    public void normalize(NormalizedText text) {
        byte[] utf8 = text.utf8();
        int length = text.length();
        NormalizedText.Rewrite rewrite = null;
        CanonicalSegment segment = null;
        int at = 0;
        while (at < length) {
            int next = at + Utf8.length(utf8[at]);
            int end = next;
            // up to the next character that never meets the ones before it
            while (end < length && utf8[end] < 0 && !FormTable.begins(this, Utf8.codePoint(utf8, end))) {
                end += Utf8.length(utf8[end]);
            }
            if (end > next || (utf8[at] < 0 && FormTable.changes(this, Utf8.codePoint(utf8, at)))) {
                if (rewrite == null) {
                    rewrite = text.rewrite();
                    segment = new CanonicalSegment(compatible);
                }
                rewrite.keepTo(at);
                segment.decompose(utf8, at, end);
                if (composing) {
                    segment.compose();
                }
                segment.write(rewrite);
            }
            at = end;
        }
        if (rewrite != null) {
            rewrite.finish();
        }
    }
}
