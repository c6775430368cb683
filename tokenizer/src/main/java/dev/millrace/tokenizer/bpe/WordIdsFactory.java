package dev.millrace.tokenizer.bpe;

import dev.millrace.tokenizer.text.ByteSpelling;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** What all threads share that encode by one model: its tables, made once. Immutable. */
final class WordIdsFactory {
    private static final byte[] NO_BYTES = {};

    private final BpeModel model;
    private final Optional<Parsing> parsing;
    private final Optional<PairRanks> ranks;
    private final TokenIndex wholeWords;

    private WordIdsFactory(
            BpeModel model, Optional<Parsing> parsing, Optional<PairRanks> ranks, TokenIndex wholeWords) {
        this.model = model;
        this.parsing = parsing;
        this.ranks = ranks;
        this.wholeWords = wholeWords;
    }

    private record Parsing(MergeForest forest, LongestMatch match, JoinedBytes joinedBytes) {}

    /** One by which words are what merges make of them, and nothing else. */
    static WordIdsFactory of(BpeModel model) {
        return of(model, List.of(), false);
    }

    /**
     * @param special ids of tokens that text never becomes
     * @param ignoreMerges whether a word that is a token as it stands is that token, whatever the merges make of it
     */
    static WordIdsFactory of(BpeModel model, List<Integer> special, boolean ignoreMerges) {
        Optional<Parsing> parsing = MergeForest.of(model)
                .flatMap(forest ->
                        LongestMatch.of(forest).map(match -> new Parsing(forest, match, new JoinedBytes(forest))));
        byte[][] whole = ignoreMerges ? wholeWords(model, special, parsing.map(Parsing::forest)) : new byte[0][];
        return new WordIdsFactory(
                model,
                parsing,
                parsing.isPresent() ? Optional.empty() : Optional.of(model.ranks()),
                new TokenIndex(whole));
    }

    /** Tokens that merges do not make, or not surely. */
    private static byte[][] wholeWords(BpeModel model, List<Integer> special, Optional<MergeForest> forest) {
        byte[][] words = new byte[model.size()][];
        for (int id = 0; id < words.length; id++) {
            words[id] = ByteSpelling.bytes(model.token(id)).orElse(NO_BYTES);
        }
        special.stream().filter(id -> id < words.length).forEach(id -> words[id] = NO_BYTES);
        forest.ifPresent(trees -> {
            for (int token = 0; token < trees.size(); token++) {
                if (trees.id(token) != BpeModel.NO_ID) {
                    words[trees.id(token)] = NO_BYTES;
                }
            }
        });
        return Arrays.stream(words).allMatch(word -> word.length == 0) ? new byte[0][] : words;
    }

    /** For one thread. */
    WordIds create() {
        WordIds made = parsing.<WordIds>map(tables -> new ParsedWordIds(
                        tables.forest(),
                        tables.match(),
                        new Neighbours(tables.forest(), tables.match(), tables.joinedBytes())))
                .orElseGet(() -> new MergedWordIds(model, ranks.orElseThrow()));
        return wholeWords.isEmpty() ? made : new WholeWordIds(wholeWords, made);
    }
}
