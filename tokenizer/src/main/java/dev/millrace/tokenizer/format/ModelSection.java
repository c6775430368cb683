package dev.millrace.tokenizer.format;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.millrace.tokenizer.bpe.BpeModel;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** {@code model} of a {@code tokenizer.json}, read as a stream, as its vocabulary and merges may be long. */
final class ModelSection {
    private static final String PLACE = "model";

    private final String file;
    private final Map<String, Integer> vocabulary = new HashMap<>();
    private final List<String> left = new ArrayList<>();
    private final List<String> right = new ArrayList<>();
    private boolean ignoreMerges;
    private boolean hasVocabulary;
    private boolean hasMerges;

    private ModelSection(String file) {
        this.file = file;
    }

    /** @param json at the section's first token; after, at its last */
    static ModelSection read(String file, JsonParser json) throws IOException {
        ModelSection section = new ModelSection(file);
        section.expect(json, json.currentToken(), JsonToken.START_OBJECT, PLACE);
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            String name = json.getCurrentName();
            json.nextToken();
            section.field(name, json);
        }
        if (!section.hasVocabulary || !section.hasMerges) {
            throw Problem.at(file, PLACE, "no \"" + (section.hasVocabulary ? "merges" : "vocab") + "\"");
        }
        return section;
    }

    boolean ignoreMerges() {
        return ignoreMerges;
    }

    /** The vocabulary in the order of its ids, with its merges. */
    BpeModel toModel() throws IOException {
        String[] tokens = byId();
        int[] leftIds = new int[left.size()];
        int[] rightIds = new int[left.size()];
        for (int rank = 0; rank < leftIds.length; rank++) {
            leftIds[rank] = idOf(left.get(rank), rank);
            rightIds[rank] = idOf(right.get(rank), rank);
        }
        try {
            return BpeModel.of(Arrays.asList(tokens), leftIds, rightIds);
        } catch (IllegalArgumentException e) {
            throw Problem.at(file, PLACE, e.getMessage());
        }
    }

    private void field(String name, JsonParser json) throws IOException {
        String place = PLACE + "." + name;
        switch (name) {
            case "type" -> require(json, place, json.getText().equals("BPE"), "only BPE is supported");
            case "dropout" ->
                require(json, place, isNull(json) || json.getText().matches("0(\\.0)?"), "dropout is not supported");
            case "continuing_subword_prefix", "end_of_word_suffix" ->
                require(
                        json,
                        place,
                        isNull(json) || json.getText().isEmpty(),
                        "only byte-level BPE without it is supported");
            case "ignore_merges" -> {
                require(json, place, json.currentToken().isBoolean(), "must be true or false");
                ignoreMerges = json.getBooleanValue();
            }
            case "vocab" -> vocabulary(json, place);
            case "merges" -> merges(json, place);
            // with a token for every byte nothing is unknown
            case "unk_token", "fuse_unk", "byte_fallback" -> json.skipChildren();
            default -> throw Problem.at(file, place, "not supported");
        }
    }

    private void vocabulary(JsonParser json, String place) throws IOException {
        expect(json, json.currentToken(), JsonToken.START_OBJECT, place);
        hasVocabulary = true;
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            String token = json.getCurrentName();
            String entry = place + "[\"" + token + "\"]";
            expect(json, json.nextToken(), JsonToken.VALUE_NUMBER_INT, entry);
            if (vocabulary.put(token, json.getIntValue()) != null) {
                throw Problem.at(file, entry, "given twice");
            }
        }
    }

    private void merges(JsonParser json, String place) throws IOException {
        expect(json, json.currentToken(), JsonToken.START_ARRAY, place);
        hasMerges = true;
        while (json.nextToken() != JsonToken.END_ARRAY) {
            String entry = place + "[" + left.size() + "]";
            if (json.currentToken() == JsonToken.VALUE_STRING) {
                mergeOfString(json.getText(), entry);
            } else {
                expect(json, json.currentToken(), JsonToken.START_ARRAY, entry);
                expect(json, json.nextToken(), JsonToken.VALUE_STRING, entry);
                left.add(json.getText());
                expect(json, json.nextToken(), JsonToken.VALUE_STRING, entry);
                right.add(json.getText());
                expect(json, json.nextToken(), JsonToken.END_ARRAY, entry);
            }
        }
    }

    private void mergeOfString(String merge, String entry) throws IOException {
        int space = merge.indexOf(' ');
        if (space <= 0 || space != merge.lastIndexOf(' ') || space == merge.length() - 1) {
            throw Problem.at(file, entry, "\"" + merge + "\" is not two tokens with a space between");
        }
        left.add(merge.substring(0, space));
        right.add(merge.substring(space + 1));
    }

    private String[] byId() throws IOException {
        String[] tokens = new String[vocabulary.size()];
        for (Map.Entry<String, Integer> entry : vocabulary.entrySet()) {
            int id = entry.getValue();
            String place = PLACE + ".vocab[\"" + entry.getKey() + "\"]";
            if (id < 0 || id >= tokens.length) {
                throw Problem.at(
                        file,
                        place,
                        "id " + id + " leaves a gap (" + tokens.length + " tokens must have the ids from 0 to "
                                + (tokens.length - 1) + ")");
            }
            if (tokens[id] != null) {
                throw Problem.at(file, place, "id " + id + " is given to \"" + tokens[id] + "\" too");
            }
            tokens[id] = entry.getKey();
        }
        return tokens;
    }

    private int idOf(String token, int rank) throws IOException {
        Integer id = vocabulary.get(token);
        if (id == null) {
            throw Problem.at(file, PLACE + ".merges[" + rank + "]", "\"" + token + "\" is not in the vocabulary");
        }
        return id;
    }

    private void require(JsonParser json, String place, boolean holds, String what) throws IOException {
        if (!holds) {
            throw Problem.at(file, place, json.getText() + ": " + what);
        }
    }

    private void expect(JsonParser json, JsonToken found, JsonToken expected, String place) throws IOException {
        if (found != expected) {
            throw Problem.at(
                    file,
                    place,
                    "found " + (found == null ? "the end" : json.getText()) + " where " + describe(expected)
                            + " must stand");
        }
    }

    private static String describe(JsonToken token) {
        return switch (token) {
            case START_OBJECT -> "an object";
            case START_ARRAY -> "an array";
            case END_ARRAY -> "the array's end";
            case VALUE_STRING -> "a string";
            default -> "a whole number";
        };
    }

    private static boolean isNull(JsonParser json) {
        return json.currentToken() == JsonToken.VALUE_NULL;
    }
}
