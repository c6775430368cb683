package dev.millrace.tokenizer.bpe;

import dev.millrace.tokenizer.Tokenizer;
import dev.millrace.tokenizer.added.AddedToken;
import dev.millrace.tokenizer.added.AddedTokenSplit;
import dev.millrace.tokenizer.canonical.CanonicalJson;
import dev.millrace.tokenizer.text.Normalization;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * Byte-level BPE. Decoding gives back the text that was encoded, byte for byte, unless the settings normalise it or
 * add a space; a surrogate without its partner is encoded as U+FFFD.
 */
public final class BpeTokenizer implements Tokenizer {
    private static final long serialVersionUID = 1;

    private final BpeModel model;
    private final BpeSettings settings;
    private final ArrayList<AddedToken> addedTokens;

    private final transient TokenTable tokens;
    private final transient WordIdsFactory words;
    private final transient AddedTokenSplit plain;
    private final transient AddedTokenSplit prompt;
    private final transient Queue<WordEncoder> idle = new ConcurrentLinkedQueue<>();
    private transient volatile String fingerprint;

    /**
     * @param addedTokens in any order; those outside the vocabulary have the ids that follow it
     * @throws IllegalArgumentException if an added token's id or content is another's, or an id is left out
     */
    public BpeTokenizer(BpeModel model, BpeSettings settings, List<AddedToken> addedTokens) {
        this.model = model;
        this.settings = settings;
        this.addedTokens = new ArrayList<>(addedTokens);
        this.addedTokens.sort(Comparator.comparingInt(AddedToken::id));
        tokens = TokenTable.of(model, this.addedTokens);
        words = WordIdsFactory.of(
                model,
                this.addedTokens.stream()
                        .filter(AddedToken::special)
                        .map(AddedToken::id)
                        .toList(),
                settings.ignoreMerges());
        plain = AddedTokenSplit.of(
                this.addedTokens.stream().filter(token -> !token.special()).toList(), settings.normalization());
        prompt = AddedTokenSplit.of(this.addedTokens, settings.normalization());
    }

    public BpeModel model() {
        return model;
    }

    public BpeSettings settings() {
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

    @Override
    public int[] encode(String text) {
        return encode(text, plain);
    }

    /**
     * As {@link #encode(String)}, of UTF-8 that need not become a string. Bytes that are no UTF-8 are encoded too, and
     * decoding gives them back, unless settings or added tokens ask for text, in which case they become U+FFFD.
     *
     * @param from first byte
     * @param to after the last
     * @throws IllegalArgumentException for a byte that occurs in no text and that the vocabulary lacks
     */
    public int[] encode(byte[] utf8, int from, int to) {
        Objects.checkFromToIndex(from, to, utf8.length);
        if (settings.normalization() != Normalization.NONE
                || addedTokens.stream().anyMatch(token -> !token.special())) {
            return encode(new String(utf8, from, to - from, StandardCharsets.UTF_8));
        }
        WordEncoder encoder = encoder();
        encoder.appendBytes(utf8, from, to);
        return taken(encoder);
    }

    @Override
    public int[] encodePrompt(String text) {
        return encode(text, prompt);
    }

    @Override
    public String decode(int[] ids) {
        return new String(decodeBytes(ids), StandardCharsets.UTF_8);
    }

    @Override
    public byte[] decodeBytes(int[] ids) {
        return tokens.bytes(ids);
    }

    @Override
    public OptionalInt idOf(String token) {
        return tokens.idOf(token);
    }

    @Override
    public String token(int id) {
        return tokens.token(id);
    }

    @Override
    public String fingerprint() {
        if (fingerprint == null) {
            fingerprint = CanonicalJson.fingerprint(new BpeJson(this));
        }
        return fingerprint;
    }

    /** Writes the canonical {@code tokenizer.json}: UTF-8, the same bytes for equal tokenizers. */
    public void writeJson(OutputStream out) throws IOException {
        CanonicalJson.write(new BpeJson(this), out);
    }

    private int[] encode(String text, AddedTokenSplit split) {
        WordEncoder encoder = encoder();
        split.encode(text, encoder);
        return taken(encoder);
    }

    private WordEncoder encoder() {
        return Optional.ofNullable(idle.poll()).orElseGet(() -> new WordEncoder(settings, words.create()));
    }

    /** The ids; the encoder is not given back after a failure, as it may hold half a text. */
    private int[] taken(WordEncoder encoder) {
        int[] encoded = encoder.take();
        idle.add(encoder);
        return encoded;
    }

    private Object readResolve() {
        return new BpeTokenizer(model, settings, addedTokens);
    }
}
