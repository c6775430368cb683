package dev.millrace.tokenizer.format;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.millrace.tokenizer.bpe.BpeModel;
import dev.millrace.tokenizer.characterbpe.CharacterBpeSettings;
import dev.millrace.tokenizer.charlevel.CharacterModel;
import dev.millrace.tokenizer.model.TokenModel;
import dev.millrace.tokenizer.word.WordLevelModel;
import dev.millrace.tokenizer.wordpiece.WordPieceModel;
import java.io.IOException;
import java.util.Iterator;
import java.util.OptionalInt;
import java.util.Set;

/** {@code model} of a {@code tokenizer.json}, read as a stream, as its vocabulary and merges may be long. */
final class ModelSection {
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final String PLACE = "model";
    private static final String VOCABULARY = "vocab";
    private static final String MERGES = "merges";
    private static final String BPE = "BPE";
    private static final String WORD_PIECE = "WordPiece";
    private static final String WORD_LEVEL = "WordLevel";
    private static final String UNIGRAM = "Unigram";
    private static final String UNKNOWN = "unk_token";
    private static final String PREFIX = "continuing_subword_prefix";
    private static final String SUFFIX = "end_of_word_suffix";
    private static final String FALLBACK = "byte_fallback";
    private static final String IGNORE_MERGES = "ignore_merges";
    private static final String DROPOUT = "dropout";
    private static final String FUSE = "fuse_unk";
    private static final String LONGEST = "max_input_chars_per_word";

    private final String file;
    private final NamedModel model;
    private final UnigramVocabulary pieces;
    private final ObjectNode fields = JsonNodeFactory.instance.objectNode();
    private final Section section;
    private boolean hasVocabulary;
    private boolean hasMerges;
    private boolean hasPieces;

    private ModelSection(String file) {
        this.file = file;
        model = new NamedModel(file);
        pieces = new UnigramVocabulary(file);
        section = new Section(file, PLACE, fields);
    }

    /** @param json at the section's first token; after, at its last */
    static ModelSection read(String file, JsonParser json) throws IOException {
        ModelSection read = new ModelSection(file);
        Expect.token(file, PLACE, json, json.currentToken(), JsonToken.START_OBJECT);
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            String name = json.currentName();
            json.nextToken();
            read.read(name, PLACE + "." + name, json);
        }
        read.check();
        return read;
    }

    private void read(String name, String place, JsonParser json) throws IOException {
        switch (name) {
            case VOCABULARY -> {
                hasVocabulary = true;
                if (json.currentToken() == JsonToken.START_ARRAY) {
                    hasPieces = true;
                    pieces.read(json, place);
                } else {
                    model.readVocabulary(json, place);
                }
            }
            case MERGES -> {
                hasMerges = true;
                readMerges(json, place);
            }
            default -> fields.set(name, MAPPER.readTree(json));
        }
    }

    private void check() throws IOException {
        String type = type();
        Set<String> known = switch (type) {
            case BPE -> Set.of(DROPOUT, UNKNOWN, PREFIX, SUFFIX, FUSE, FALLBACK, IGNORE_MERGES);
            case WORD_PIECE -> Set.of(UNKNOWN, PREFIX, LONGEST);
            case WORD_LEVEL -> Set.of(UNKNOWN);
            case UNIGRAM -> Set.of("unk_id", FALLBACK);
            default ->
                throw section.child("type")
                        .problem(type + ": not supported (only BPE, WordPiece, WordLevel and Unigram are)");
        };
        for (Iterator<String> names = fields.fieldNames(); names.hasNext(); ) {
            String name = names.next();
            if (!known.contains(name) && !name.equals("type")) {
                throw section.child(name).problem("not supported");
            }
        }
        if (!hasVocabulary) {
            throw section.problem("no \"" + VOCABULARY + "\"");
        }
        if (type.equals(BPE) && !hasMerges) {
            throw section.problem("no \"" + MERGES + "\"");
        }
        if (hasPieces != type.equals(UNIGRAM)) {
            throw section.child(VOCABULARY)
                    .problem(type.equals(UNIGRAM) ? "must be an array of pieces" : "must be an object");
        }
    }

    /** What the section says, or what its fields tell where it doesn't. */
    private String type() throws IOException {
        if (section.has("type")) {
            return section.type();
        }
        if (hasPieces) {
            return UNIGRAM;
        }
        if (section.has(LONGEST)) {
            return WORD_PIECE;
        }
        return hasMerges || !hasVocabulary ? BPE : WORD_LEVEL;
    }

    /** Whether whole words are tokens. */
    boolean isWordLevel() throws IOException {
        return type().equals(WORD_LEVEL);
    }

    boolean ignoreMerges() throws IOException {
        return section.flag(IGNORE_MERGES, false);
    }

    /** Whether it is BPE whose symbols, where they are bytes, all have a token. */
    boolean isBytes() throws IOException {
        return type().equals(BPE)
                && section.json().path(DROPOUT).asDouble(0) == 0
                && section.text(PREFIX, "").isEmpty()
                && section.text(SUFFIX, "").isEmpty()
                && model.hasEveryByte()
                && !model.repeatsMerges();
    }

    BpeModel toModel() throws IOException {
        return model.toModel(PLACE + "." + VOCABULARY);
    }

    CharacterModel toCharacterModel() throws IOException {
        return model.toCharacterModel(PLACE + "." + VOCABULARY, section.text(UNKNOWN, CharacterModel.USUAL_UNKNOWN));
    }

    TokenModel toTokenModel() throws IOException {
        Section vocabulary = section.child(VOCABULARY);
        return switch (type()) {
            case BPE -> {
                double dropout = section.json().path(DROPOUT).asDouble(0);
                CharacterBpeSettings settings = section.child(DROPOUT)
                        .checked(() -> new CharacterBpeSettings(
                                section.text(UNKNOWN, ""),
                                section.flagOrNull(FUSE)
                                        ? CharacterBpeSettings.Fusion.FUSED
                                        : CharacterBpeSettings.Fusion.APART,
                                section.flagOrNull(FALLBACK)
                                        ? CharacterBpeSettings.Fallback.BYTES
                                        : CharacterBpeSettings.Fallback.UNKNOWN,
                                section.flagOrNull(IGNORE_MERGES)
                                        ? CharacterBpeSettings.WholeWords.FIRST
                                        : CharacterBpeSettings.WholeWords.MERGED,
                                section.text(PREFIX, ""),
                                section.text(SUFFIX, ""),
                                dropout));
                yield model.toCharacterBpe(vocabulary.place(), settings);
            }
            case WORD_PIECE ->
                vocabulary.checked(() -> new WordPieceModel(
                        model.tokens(vocabulary.place()),
                        new WordPieceModel.Settings(
                                section.text(UNKNOWN, "[UNK]"),
                                section.text(PREFIX, "##"),
                                section.number(LONGEST, 100))));
            case WORD_LEVEL ->
                vocabulary.checked(
                        () -> new WordLevelModel(model.tokens(vocabulary.place()), section.text(UNKNOWN, "<unk>")));
            default ->
                pieces.toModel(
                        PLACE,
                        section.has("unk_id") ? OptionalInt.of(section.number("unk_id")) : OptionalInt.empty(),
                        section.flagOrNull(FALLBACK));
        };
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
