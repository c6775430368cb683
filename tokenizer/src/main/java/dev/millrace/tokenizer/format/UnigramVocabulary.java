package dev.millrace.tokenizer.format;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.millrace.tokenizer.unigram.Convention;
import dev.millrace.tokenizer.unigram.UnigramModel;
import dev.millrace.tokenizer.unigram.UnigramPiece;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;

/** {@code vocab} of a model of type Unigram: {@code [["piece", score], …]} in the order of ids. */
final class UnigramVocabulary {
    private final String file;
    private final List<UnigramPiece> pieces = new ArrayList<>();

    UnigramVocabulary(String file) {
        this.file = file;
    }

    /** Reads the array; the parser stands at its first token before and at its last one after. */
    void read(JsonParser json, String place) throws IOException {
        Expect.token(file, place, json, json.currentToken(), JsonToken.START_ARRAY);
        while (json.nextToken() != JsonToken.END_ARRAY) {
            String entry = place + "[" + pieces.size() + "]";
            Expect.token(file, entry, json, json.currentToken(), JsonToken.START_ARRAY);
            Expect.token(file, entry, json, json.nextToken(), JsonToken.VALUE_STRING);
            String content = json.getText();
            json.nextToken();
            Expect.that(
                    json.currentToken() != null && json.currentToken().isNumeric(),
                    file,
                    entry,
                    json,
                    "must be a number, the piece's score");
            double score = json.getDoubleValue();
            Expect.token(file, entry, json, json.nextToken(), JsonToken.END_ARRAY);
            try {
                pieces.add(new UnigramPiece(content, score, UnigramPiece.Role.TEXT));
            } catch (IllegalArgumentException e) {
                throw Problem.at(file, entry, e.getMessage());
            }
        }
    }

    /**
     * @param place of the model
     * @param unknownId {@code unk_id}; empty where it is null or missing
     */
    UnigramModel toModel(String place, OptionalInt unknownId, boolean byteFallback) throws IOException {
        if (unknownId.isEmpty()) {
            throw Problem.at(file, place + ".unk_id", "must be given, for characters that no piece covers");
        }
        try {
            return new UnigramModel(pieces, unknownId.getAsInt(), byteFallback, Convention.HUGGING_FACE);
        } catch (IllegalArgumentException e) {
            throw Problem.at(file, place, e.getMessage());
        }
    }
}
