package dev.millrace.tokenizer.charlevel;

import dev.millrace.tokenizer.Tokenizer;
import dev.millrace.tokenizer.added.AddedToken;
import dev.millrace.tokenizer.added.AddedTokenSplit;
import dev.millrace.tokenizer.canonical.CanonicalJson;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalInt;

/**
 * One token a character. Decoding gives back the text that was encoded, unless the settings normalise it or the model
 * lacks a character: that becomes the unknown token, or an error where there is none.
 */
public final class CharacterTokenizer implements Tokenizer {
    private static final long serialVersionUID = 1;

    private final CharacterModel model;
    private final CharacterSettings settings;
    private final ArrayList<AddedToken> addedTokens;

    private final transient List<String> tokens;
    private final transient Map<String, Integer> ids = new HashMap<>();
    private final transient CodePointIds characters;
    private final transient OptionalInt unknown;
    private final transient AddedTokenSplit plain;
    private final transient AddedTokenSplit prompt;
    private transient volatile String fingerprint;

    /**
     * @param addedTokens in any order; those outside the vocabulary have the ids that follow it
     * @throws IllegalArgumentException if an added token's id or content is another's, or an id is left out
     */
    public CharacterTokenizer(CharacterModel model, CharacterSettings settings, List<AddedToken> addedTokens) {
        this.model = model;
        this.settings = settings;
        this.addedTokens = new ArrayList<>(addedTokens);
        this.addedTokens.sort(Comparator.comparingInt(AddedToken::id));
        tokens = tokens(model, this.addedTokens);
        for (int id = 0; id < tokens.size(); id++) {
            ids.put(tokens.get(id), id);
        }
        characters = new CodePointIds(model.vocabulary());
        unknown = model.unknownId();
        plain = AddedTokenSplit.of(
                this.addedTokens.stream().filter(token -> !token.special()).toList(), settings.normalization());
        prompt = AddedTokenSplit.of(this.addedTokens, settings.normalization());
    }

    private static List<String> tokens(CharacterModel model, List<AddedToken> addedTokens) {
        List<String> tokens = new ArrayList<>(model.vocabulary());
        for (AddedToken token : addedTokens) {
            int known = tokens.indexOf(token.content());
            if (known >= 0 ? known != token.id() : token.id() != tokens.size()) {
                throw new IllegalArgumentException("Invalid id of added token \"" + token.content() + "\": "
                        + token.id() + " (must be " + (known >= 0 ? known : tokens.size()) + ")");
            }
            if (known < 0) {
                tokens.add(token.content());
            }
        }
        return List.copyOf(tokens);
    }

    public CharacterModel model() {
        return model;
    }

    public CharacterSettings settings() {
        return settings;
    }

    /** Ascending by id. */
    public List<AddedToken> addedTokens() {
        return List.copyOf(addedTokens);
    }

    @Override
    public int vocabularySize() {
        return tokens.size();
    }

    /** @throws IllegalArgumentException when a character has no token and the model none for what is unknown */
    @Override
    public int[] encode(String text) {
        return encode(text, plain);
    }

    /** @throws IllegalArgumentException as {@link #encode} does */
    @Override
    public int[] encodePrompt(String text) {
        return encode(text, prompt);
    }

    @Override
    public String decode(int[] sequence) {
        StringBuilder text = new StringBuilder(sequence.length);
        for (int id : sequence) {
            text.append(token(id));
        }
        return text.toString();
    }

    @Override
    public byte[] decodeBytes(int[] sequence) {
        return decode(sequence).getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public OptionalInt idOf(String token) {
        Integer id = ids.get(token);
        return id == null ? OptionalInt.empty() : OptionalInt.of(id);
    }

    @Override
    public String token(int id) {
        if (id < 0 || id >= tokens.size()) {
            throw new IllegalArgumentException(
                    "Invalid token id: " + id + " (must be from 0 to " + (tokens.size() - 1) + ")");
        }
        return tokens.get(id);
    }

    @Override
    public String fingerprint() {
        if (fingerprint == null) {
            fingerprint = CanonicalJson.fingerprint(new CharacterJson(this));
        }
        return fingerprint;
    }

    /** Writes the canonical {@code tokenizer.json}: UTF-8, the same bytes for equal tokenizers. */
    public void writeJson(OutputStream out) throws IOException {
        CanonicalJson.write(new CharacterJson(this), out);
    }

    private int[] encode(String text, AddedTokenSplit split) {
        Encoder encoder = new Encoder(text.length());
        split.encode(text, encoder);
        return Arrays.copyOf(encoder.sequence, encoder.size);
    }

    /** Id of a character; that of the unknown token where it has none. */
    private int id(int codePoint) {
        int id = characters.id(codePoint);
        if (id != CodePointIds.NONE) {
            return id;
        }
        return unknown.orElseThrow(() -> new IllegalArgumentException(String.format(
                Locale.ROOT,
                "Invalid character: U+%04X (the vocabulary lacks it, and has no token for what is unknown)",
                codePoint)));
    }

    private Object readResolve() {
        return new CharacterTokenizer(model, settings, addedTokens);
    }

    private final class Encoder implements AddedTokenSplit.Sink {
        private int[] sequence;
        private int size;

        Encoder(int expected) {
            sequence = new int[expected];
        }

        @Override
        public void appendToken(int id) {
            reserve(1);
            sequence[size++] = id;
        }

        @Override
        public void appendText(String text) {
            reserve(text.length());
            int codePoint;
            for (int i = 0; i < text.length(); i += Character.charCount(codePoint)) {
                codePoint = CodePoints.at(text, i);
                sequence[size++] = id(codePoint);
            }
        }

        /** Normalised text may be longer than it was. */
        private void reserve(int more) {
            if (more > sequence.length - size) {
                sequence = Arrays.copyOf(sequence, Math.max(Math.addExact(size, more), sequence.length * 2));
            }
        }
    }
}
