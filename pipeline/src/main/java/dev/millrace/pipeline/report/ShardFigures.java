package dev.millrace.pipeline.report;

import java.util.List;

/**
 * Packed token shards.
 *
 * @param context tokens that a model sees
 * @param seed of split, packing and shuffle
 * @param tokenizer its fingerprint
 * @param splits train, validation, test
 */
public record ShardFigures(int context, long seed, String tokenizer, List<Split> splits) {
    public ShardFigures {
        tokenizer = SafeText.line(tokenizer, SafeText.NAME);
        splits = List.copyOf(splits);
    }

    public long tokens() {
        return splits.stream().mapToLong(Split::tokens).sum();
    }

    /**
     * @param textBytes UTF-8 bytes of the documents' text
     * @param unigramEntropy nats a token
     */
    public record Split(
            String name,
            long documents,
            long textBytes,
            long tokens,
            long sequences,
            long files,
            double unigramEntropy) {
        public Split {
            name = SafeText.line(name, SafeText.NAME);
        }
    }
}
