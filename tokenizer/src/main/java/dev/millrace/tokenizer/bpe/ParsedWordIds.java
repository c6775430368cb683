package dev.millrace.tokenizer.bpe;

/** By {@link WordParser}. */
final class ParsedWordIds implements WordIds {
    private final MergeForest forest;
    private final WordParser parser;

    ParsedWordIds(MergeForest forest, LongestMatch match, Neighbours neighbours) {
        this.forest = forest;
        parser = new WordParser(match, neighbours);
    }

    /** @throws IllegalArgumentException for a byte that the vocabulary lacks */
    @Override
    public void append(byte[] utf8, int from, int to, IdBuffer out) {
        out.reserve(to - from);
        int[] ids = out.array();
        int start = out.size();
        int end = start + parser.parse(utf8, from, to, ids, start);
        for (int at = start; at < end; at++) {
            int token = ids[at];
            ids[at] = forest.id(token);
            if (ids[at] == BpeModel.NO_ID) {
                throw BpeModel.lacks((byte) token);
            }
        }
        out.resize(end);
    }
}
