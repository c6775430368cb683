package dev.millrace.tokenizer.shard;

import java.util.List;
import java.util.SortedMap;

/**
 * What a set of shards holds and what it was made from. Written as {@value ShardSchema#MANIFEST}; holds no clock and
 * no host, so that the same inputs give the same bytes.
 *
 * @param version of this layout
 * @param tokenizer fingerprint of the tokenizer, see {@link dev.millrace.tokenizer.Tokenizer#fingerprint()}
 * @param vocabularySize every token id is below it
 * @param endOfText id of the token that ends a document
 * @param context tokens that a model sees; a sequence has one more
 * @param seed of split, packing order and shuffle
 * @param configuration settings that shaped the shards, by key
 * @param inputs hexadecimal digests of the manifests that the documents came from
 * @param splits by name: {@code train}, {@code validation}, {@code test}
 */
public record ShardManifest(
        int version,
        String tokenizer,
        int vocabularySize,
        int endOfText,
        int context,
        long seed,
        SortedMap<String, String> configuration,
        List<String> inputs,
        SortedMap<String, Split> splits) {

    public static final int VERSION = 1;
    public static final String TRAIN = "train";
    public static final String VALIDATION = "validation";
    public static final String TEST = "test";

    /**
     * One split: a folder of that name with its shards.
     *
     * @param documents packed into it
     * @param textBytes UTF-8 bytes of those documents' text
     * @param tokens of those documents, one end-of-text each included; overlap and filling not counted
     * @param sequences rows over all shards
     * @param unigramEntropy of its tokens, in nats a token
     */
    public record Split(
            long documents, long textBytes, long tokens, long sequences, double unigramEntropy, List<Shard> shards) {}

    /** One Parquet file; the path is relative to the manifest. */
    public record Shard(String path, long sequences, long bytes, String sha256) {}
}
