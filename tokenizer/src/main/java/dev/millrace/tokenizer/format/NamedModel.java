package dev.millrace.tokenizer.format;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.millrace.tokenizer.bpe.BpeModel;
import dev.millrace.tokenizer.characterbpe.CharacterBpe;
import dev.millrace.tokenizer.characterbpe.CharacterBpeSettings;
import dev.millrace.tokenizer.charlevel.CharacterModel;
import dev.millrace.tokenizer.text.ByteSpelling;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeMap;

/** A vocabulary and merges as files give them: by the tokens' spelling. Merges may come before the vocabulary. */
final class NamedModel {
    private final String file;
    private final Map<String, Integer> ids = new HashMap<>();
    private final List<Merge> merges = new ArrayList<>();

    NamedModel(String file) {
        this.file = file;
    }

    /** Two tokens and the place that they were found at. */
    private record Merge(String left, String right, String file, String place) {}

    /**
     * Reads {@code {"token": id, …}}; the parser, which must refuse names given twice, stands at its first
     * token before and at its last one after.
     */
    void readVocabulary(JsonParser json, String place) throws IOException {
        Expect.token(file, place, json, json.currentToken(), JsonToken.START_OBJECT);
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            String token = json.getCurrentName();
            String entry = place + "[\"" + token + "\"]";
            Expect.token(file, entry, json, json.nextToken(), JsonToken.VALUE_NUMBER_INT);
            ids.put(token, json.getIntValue());
        }
    }

    void addMerge(String left, String right, String place) {
        merges.add(new Merge(left, right, file, place));
    }

    /** Adds a merge that is spelled as two tokens with a space between. */
    void addSpelledMerge(String merge, String mergeFile, String place) throws IOException {
        int space = merge.indexOf(' ');
        if (space <= 0 || space != merge.lastIndexOf(' ') || space == merge.length() - 1) {
            throw Problem.at(mergeFile, place, "\"" + merge + "\" is not two tokens with a space between");
        }
        merges.add(new Merge(merge.substring(0, space), merge.substring(space + 1), mergeFile, place));
    }

    int mergeCount() {
        return merges.size();
    }

    OptionalInt idOf(String token) {
        Integer id = ids.get(token);
        return id == null ? OptionalInt.empty() : OptionalInt.of(id);
    }

    /** @throws IOException if ids leave a gap or occur twice, or a merge names a missing token */
    BpeModel toModel(String place) throws IOException {
        String[] tokens = byId(place);
        int[] left = new int[merges.size()];
        int[] right = new int[merges.size()];
        for (int rank = 0; rank < left.length; rank++) {
            Merge merge = merges.get(rank);
            left[rank] = idOf(merge.left(), merge);
            right[rank] = idOf(merge.right(), merge);
        }
        try {
            return BpeModel.of(Arrays.asList(tokens), left, right);
        } catch (IllegalArgumentException e) {
            throw Problem.at(file, place, e.getMessage());
        }
    }

    /** Whether every byte that occurs in UTF-8 is a token. */
    boolean hasEveryByte() {
        for (int value = 0; value < 0xF5; value++) {
            boolean occurs = value != 0xC0 && value != 0xC1;
            if (occurs && !ids.containsKey(String.valueOf(ByteSpelling.character((byte) value)))) {
                return false;
            }
        }
        return true;
    }

    /** Whether a merge occurs twice. */
    boolean repeatsMerges() {
        Set<List<String>> seen = new HashSet<>();
        for (Merge merge : merges) {
            if (!seen.add(List.of(merge.left(), merge.right()))) {
                return true;
            }
        }
        return false;
    }

    /**
     * Tokens by id.
     *
     * @throws IOException if ids leave a gap or occur twice
     */
    List<String> tokens(String place) throws IOException {
        return Arrays.asList(byId(place));
    }

    /** @throws IOException if ids leave a gap or occur twice, or a merge names a missing token */
    CharacterBpe toCharacterBpe(String place, CharacterBpeSettings settings) throws IOException {
        List<String> tokens = tokens(place);
        int[] left = new int[merges.size()];
        int[] right = new int[merges.size()];
        for (int rank = 0; rank < left.length; rank++) {
            Merge merge = merges.get(rank);
            left[rank] = idOf(merge.left(), merge);
            right[rank] = idOf(merge.right(), merge);
        }
        try {
            return new CharacterBpe(tokens, left, right, settings);
        } catch (IllegalArgumentException e) {
            throw Problem.at(file, place, e.getMessage());
        }
    }

    /** @throws IOException if ids leave a gap or occur twice */
    CharacterModel toCharacterModel(String place, String unknown) throws IOException {
        try {
            return new CharacterModel(Arrays.asList(byId(place)), unknown);
        } catch (IllegalArgumentException e) {
            throw Problem.at(file, place, e.getMessage());
        }
    }

    private String[] byId(String place) throws IOException {
        String[] tokens = new String[ids.size()];
        for (Map.Entry<String, Integer> entry : new TreeMap<>(ids).entrySet()) {
            int id = entry.getValue();
            String at = place + "[\"" + entry.getKey() + "\"]";
            if (id < 0 || id >= tokens.length) {
                throw Problem.at(
                        file,
                        at,
                        "id " + id + " leaves a gap (" + tokens.length + " tokens must have the ids from 0 to "
                                + (tokens.length - 1) + ")");
            }
            if (tokens[id] != null) {
                throw Problem.at(file, at, "id " + id + " is given to \"" + tokens[id] + "\" too");
            }
            tokens[id] = entry.getKey();
        }
        return tokens;
    }

    private int idOf(String token, Merge merge) throws IOException {
        Integer id = ids.get(token);
        if (id == null) {
            throw Problem.at(merge.file(), merge.place(), "\"" + token + "\" is not in the vocabulary");
        }
        return id;
    }
}
