package dev.millrace.tokenizer.bpe;

/** By {@link WordMerger}: for merges of any order. */
final class MergedWordIds implements WordIds {
    private final BpeModel model;
    private final WordMerger merger;

    MergedWordIds(BpeModel model, PairRanks ranks) {
        this.model = model;
        merger = new WordMerger(ranks, model.merged());
    }

    /** @throws IllegalArgumentException for a byte that the vocabulary lacks */
    @Override
    public void append(byte[] utf8, int from, int to, IdBuffer out) {
        out.reserve(to - from);
        int[] ids = out.array();
        int start = out.size();
        for (int i = 0; i < to - from; i++) {
            ids[start + i] = model.idOfByte(utf8[from + i]);
            if (ids[start + i] == BpeModel.NO_ID) {
                throw BpeModel.lacks(utf8[from + i]);
            }
        }
        out.resize(start + merger.merge(ids, start, to - from));
    }
}
