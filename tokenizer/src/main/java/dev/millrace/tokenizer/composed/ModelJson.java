package dev.millrace.tokenizer.composed;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.millrace.tokenizer.characterbpe.CharacterBpe;
import dev.millrace.tokenizer.characterbpe.CharacterBpeSettings;
import dev.millrace.tokenizer.model.TokenModel;
import dev.millrace.tokenizer.unigram.UnigramModel;
import dev.millrace.tokenizer.word.WordLevelModel;
import dev.millrace.tokenizer.wordpiece.WordPieceModel;
import java.io.IOException;

/** {@code model}. */
final class ModelJson {
    private ModelJson() {}

    static void write(TokenModel model, JsonGenerator json) throws IOException {
        if (model instanceof CharacterBpe bpe) {
            writeBpe(bpe, json);
        } else if (model instanceof WordPieceModel pieces) {
            JsonFields.start("WordPiece", json);
            json.writeStringField("unk_token", pieces.settings().unknownToken());
            json.writeStringField("continuing_subword_prefix", pieces.settings().continuingPrefix());
            json.writeNumberField("max_input_chars_per_word", pieces.settings().longestWord());
            vocabulary(model, json);
            json.writeEndObject();
        } else if (model instanceof WordLevelModel words) {
            JsonFields.start("WordLevel", json);
            vocabulary(model, json);
            json.writeStringField("unk_token", words.unknownToken());
            json.writeEndObject();
        } else if (model instanceof UnigramModel unigram) {
            UnigramJson.write(unigram, json);
        } else {
            throw JsonFields.unknown(model);
        }
    }

    private static void writeBpe(CharacterBpe model, JsonGenerator json) throws IOException {
        CharacterBpeSettings settings = model.settings();
        JsonFields.start("BPE", json);
        if (settings.dropout() == 0) {
            json.writeNullField("dropout");
        } else {
            json.writeNumberField("dropout", settings.dropout());
        }
        optional("unk_token", settings.unknown(), json);
        optional("continuing_subword_prefix", settings.continuingPrefix(), json);
        optional("end_of_word_suffix", settings.endSuffix(), json);
        json.writeBooleanField("fuse_unk", settings.fusion() == CharacterBpeSettings.Fusion.FUSED);
        json.writeBooleanField("byte_fallback", settings.fallback() == CharacterBpeSettings.Fallback.BYTES);
        json.writeBooleanField("ignore_merges", settings.wholeWords() == CharacterBpeSettings.WholeWords.FIRST);
        vocabulary(model, json);
        json.writeArrayFieldStart("merges");
        for (int rank = 0; rank < model.merges(); rank++) {
            json.writeStartArray();
            json.writeString(model.token(model.left(rank)));
            json.writeString(model.token(model.right(rank)));
            json.writeEndArray();
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    private static void optional(String name, String value, JsonGenerator json) throws IOException {
        if (value.isEmpty()) {
            json.writeNullField(name);
        } else {
            json.writeStringField(name, value);
        }
    }

    private static void vocabulary(TokenModel model, JsonGenerator json) throws IOException {
        json.writeObjectFieldStart("vocab");
        for (int id = 0; id < model.size(); id++) {
            json.writeNumberField(model.token(id), id);
        }
        json.writeEndObject();
    }
}
