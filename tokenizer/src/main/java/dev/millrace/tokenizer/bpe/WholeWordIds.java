package dev.millrace.tokenizer.bpe;

/** Takes words that are tokens as they stand, and leaves the others to the merges. */
final class WholeWordIds implements WordIds {
    private final TokenIndex tokens;
    private final WordIds merges;

    WholeWordIds(TokenIndex tokens, WordIds merges) {
        this.tokens = tokens;
        this.merges = merges;
    }

    @Override
    public void append(byte[] utf8, int from, int to, IdBuffer out) {
        int whole = tokens.id(utf8, from, to - from);
        if (whole == TokenIndex.NONE) {
            merges.append(utf8, from, to, out);
        } else {
            out.append(whole);
        }
    }
}
