package dev.millrace.tokenizer.format;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.millrace.tokenizer.bpe.BpeModel;
import dev.millrace.tokenizer.charlevel.CharacterModel;
import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** {@code model} of a {@code tokenizer.json}, read as a stream, as its vocabulary and merges may be long. */
final class ModelSection {
    private static final String PLACE = "model";
    private static final String VOCABULARY = "vocab";
    private static final String MERGES = "merges";
    private static final String BPE = "BPE";
    private static final String WORD_LEVEL = "WordLevel";

    private final String file;
    private final NamedModel model;
    private final Set<String> seen = new HashSet<>();
    private String type = BPE;
    private String unknown = CharacterModel.USUAL_UNKNOWN;
    private boolean ignoreMerges;

    private ModelSection(String file) {
        this.file = file;
        model = new NamedModel(file);
    }

    /** @param json at the section's first token; after, at its last */
    static ModelSection read(String file, JsonParser json) throws IOException {
        ModelSection section = new ModelSection(file);
        Expect.token(file, PLACE, json, json.currentToken(), JsonToken.START_OBJECT);
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            String name = json.getCurrentName();
            json.nextToken();
            section.seen.add(name);
            section.read(name, PLACE + "." + name, json);
        }
        for (String needed : section.isWordLevel() ? List.of(VOCABULARY) : List.of(VOCABULARY, MERGES)) {
            if (!section.seen.contains(needed)) {
                throw Problem.at(file, PLACE, "no \"" + needed + "\"");
            }
        }
        return section;
    }

    /** Whether whole words are tokens; else it is BPE. */
    boolean isWordLevel() {
        return type.equals(WORD_LEVEL);
    }

    boolean ignoreMerges() {
        return ignoreMerges;
    }

    BpeModel toModel() throws IOException {
        return model.toModel(PLACE + "." + VOCABULARY);
    }

    CharacterModel toCharacterModel() throws IOException {
        return model.toCharacterModel(PLACE + "." + VOCABULARY, unknown);
    }

    private void read(String name, String place, JsonParser json) throws IOException {
        String value = json.getText();
        boolean absent = json.currentToken() == JsonToken.VALUE_NULL;
        switch (name) {
            case "type" -> {
                Expect.that(
                        value.equals(BPE) || value.equals(WORD_LEVEL),
                        file,
                        place,
                        json,
                        "not supported (only BPE and WordLevel are)");
                type = value;
            }
            case "dropout" ->
                Expect.that(absent || value.equals("0") || value.equals("0.0"), file, place, json, "not supported");
            case "continuing_subword_prefix", "end_of_word_suffix" ->
                Expect.that(absent || value.isEmpty(), file, place, json, "not supported (must be null or empty)");
            case "ignore_merges" -> {
                Expect.that(json.currentToken().isBoolean(), file, place, json, "must be true or false");
                ignoreMerges = json.getBooleanValue();
            }
            case VOCABULARY -> model.readVocabulary(json, place);
            case MERGES -> readMerges(json, place);
            // nothing is unknown to BPE, where every byte has a token
            case "unk_token" -> {
                unknown = json.currentToken() == JsonToken.VALUE_STRING ? value : unknown;
                json.skipChildren();
            }
            case "fuse_unk", "byte_fallback" -> json.skipChildren();
            default -> throw Problem.at(file, place, "not supported");
        }
    }

    private void readMerges(JsonParser json, String place) throws IOException {
        Expect.token(file, place, json, json.currentToken(), JsonToken.START_ARRAY);
        while (json.nextToken() != JsonToken.END_ARRAY) {
            String entry = place + "[" + model.mergeCount() + "]";
            if (json.currentToken() == JsonToken.VALUE_STRING) {
                model.addSpelledMerge(json.getText(), file, entry);
            } else {
                Expect.token(file, entry, json, json.currentToken(), JsonToken.START_ARRAY);
                Expect.token(file, entry, json, json.nextToken(), JsonToken.VALUE_STRING);
                String left = json.getText();
                Expect.token(file, entry, json, json.nextToken(), JsonToken.VALUE_STRING);
                model.addMerge(left, json.getText(), entry);
                Expect.token(file, entry, json, json.nextToken(), JsonToken.END_ARRAY);
            }
        }
    }
}
