package dev.millrace.tokenizer.characterbpe;

/** All merges, by the quicker way for the word's length. */
final class WordMerges implements SymbolMerges {
    private final ShortMerges shortMerges;
    private final LongMerges longMerges;

    WordMerges(MergeTable merges) {
        shortMerges = new ShortMerges(merges);
        longMerges = new LongMerges(merges);
    }

    @Override
    public void merge(Symbols word) {
        if (word.size <= ShortMerges.LONGEST) {
            shortMerges.merge(word);
        } else {
            longMerges.merge(word);
        }
    }

    @Override
    public boolean isFixed() {
        return true;
    }
}
