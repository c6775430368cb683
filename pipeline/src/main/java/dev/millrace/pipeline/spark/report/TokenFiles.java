package dev.millrace.pipeline.spark.report;

import com.fasterxml.jackson.databind.JsonNode;
import dev.millrace.pipeline.report.ShardFigures;
import dev.millrace.pipeline.report.TokenizerFigures;
import dev.millrace.tokenizer.shard.ShardManifest;
import dev.millrace.tokenizer.shard.ShardSchema;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Figures of {@code tokenizer/tokenizer.json} and {@code tokens/manifest.json}. */
final class TokenFiles {
    private static final int LONGEST = 16;
    private static final List<String> SPLITS =
            List.of(ShardManifest.TRAIN, ShardManifest.VALIDATION, ShardManifest.TEST);

    private TokenFiles() {}

    static Optional<TokenizerFigures> tokenizer(OutputFiles files) throws IOException {
        return files.json("tokenizer/tokenizer.json").map(TokenFiles::tokenizer);
    }

    private static TokenizerFigures tokenizer(JsonNode json) {
        JsonNode model = json.path("model");
        List<String> tokens = new ArrayList<>();
        model.path("vocab").fieldNames().forEachRemaining(tokens::add);
        List<String> added = new ArrayList<>();
        int outside = 0;
        for (JsonNode token : json.path("added_tokens")) {
            String content = token.path("content").asText();
            added.add(content);
            outside += model.path("vocab").has(content) ? 0 : 1;
        }
        List<String> longest = tokens.stream()
                .filter(token -> !added.contains(token))
                .sorted(Comparator.comparingInt(String::length).reversed().thenComparing(Comparator.naturalOrder()))
                .limit(LONGEST)
                .toList();
        return new TokenizerFigures(
                model.path("type").asText(),
                (long) model.path("vocab").size() + outside,
                model.path("merges").size(),
                added,
                longest);
    }

    static Optional<ShardFigures> shards(OutputFiles files) throws IOException {
        return files.json("tokens/" + ShardSchema.MANIFEST).map(TokenFiles::shards);
    }

    private static ShardFigures shards(JsonNode manifest) {
        List<ShardFigures.Split> splits = new ArrayList<>();
        for (String name : SPLITS) {
            JsonNode split = manifest.path("splits").path(name);
            if (!split.isMissingNode()) {
                splits.add(new ShardFigures.Split(
                        name,
                        split.path("documents").asLong(),
                        split.path("textBytes").asLong(),
                        split.path("tokens").asLong(),
                        split.path("sequences").asLong(),
                        split.path("shards").size(),
                        split.path("unigramEntropy").asDouble()));
            }
        }
        return new ShardFigures(
                manifest.path("context").asInt(),
                manifest.path("seed").asLong(),
                manifest.path("tokenizer").asText(),
                splits);
    }
}
