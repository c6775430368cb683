package dev.millrace.tokenizer.shard;

import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

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

    public ShardManifest {
        if (version != VERSION) {
            throw new IllegalArgumentException("Invalid version: " + version + " (must be " + VERSION + ")");
        }
        if (context < 1) {
            throw new IllegalArgumentException("Invalid context: " + context + " (must be > 0)");
        }
        if (endOfText < 0 || endOfText >= vocabularySize) {
            throw new IllegalArgumentException(
                    "Invalid end of text: " + endOfText + " (must be an id below " + vocabularySize + ")");
        }
        configuration = sorted(configuration);
        inputs = List.copyOf(inputs);
        splits = sorted(splits);
    }

    private static <V> SortedMap<String, V> sorted(SortedMap<String, V> map) {
        // whatever order the map came in
        SortedMap<String, V> sorted = new TreeMap<>();
        sorted.putAll(map);
        return Collections.unmodifiableSortedMap(sorted);
    }

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
            long documents, long textBytes, long tokens, long sequences, double unigramEntropy, List<Shard> shards) {
        public Split {
            if (!Double.isFinite(unigramEntropy) || unigramEntropy < 0) {
                throw new IllegalArgumentException(
                        "Invalid unigram entropy: " + unigramEntropy + " (must be a number >= 0)");
            }
            shards = List.copyOf(shards);
        }
    }

    /** One Parquet file; the path is relative to the manifest. */
    public record Shard(String path, long sequences, long bytes, String sha256) {}
}
