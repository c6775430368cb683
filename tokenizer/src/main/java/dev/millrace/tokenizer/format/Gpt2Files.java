package dev.millrace.tokenizer.format;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import dev.millrace.tokenizer.added.AddedToken;
import dev.millrace.tokenizer.bpe.BpeSettings;
import dev.millrace.tokenizer.bpe.BpeTokenizer;
import dev.millrace.tokenizer.shard.ShardSchema;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalInt;

/** The two files that GPT-2 came with: {@code encoder.json}, ids by token, and {@code vocab.bpe}, a merge a line. */
public final class Gpt2Files {
    private Gpt2Files() {}

    /**
     * Reads both. {@value ShardSchema#END_OF_TEXT} is special if the vocabulary has it.
     *
     * @throws IOException in one line with file and place, if a file can't be read or contradicts the other
     */
    public static BpeTokenizer read(Path encoder, Path merges) throws IOException {
        NamedModel model = new NamedModel(encoder.toString());
        try (JsonParser json = new JsonFactory()
                .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
                .createParser(encoder.toFile())) {
            json.nextToken();
            model.readVocabulary(json, "vocabulary");
        } catch (JsonProcessingException e) {
            throw Problem.json(encoder.toString(), e);
        }
        Lines.read(merges, (line, number) -> {
            boolean header = number == 1 && line.startsWith("#version");
            if (!header && !line.isEmpty()) {
                model.addSpelledMerge(line, merges.toString(), Lines.place(number));
            }
        });
        return new BpeTokenizer(model.toModel("vocabulary"), BpeSettings.gpt2(), special(model));
    }

    private static List<AddedToken> special(NamedModel model) {
        OptionalInt id = model.idOf(ShardSchema.END_OF_TEXT);
        return id.isPresent() ? List.of(AddedToken.special(id.getAsInt(), ShardSchema.END_OF_TEXT)) : List.of();
    }
}
