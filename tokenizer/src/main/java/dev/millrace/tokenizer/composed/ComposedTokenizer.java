package dev.millrace.tokenizer.composed;

import dev.millrace.tokenizer.Tokenizer;
import dev.millrace.tokenizer.added.AddedToken;
import dev.millrace.tokenizer.added.AddedTokenSearch;
import dev.millrace.tokenizer.canonical.CanonicalJson;
import dev.millrace.tokenizer.decoder.ByteLevelDecoder;
import dev.millrace.tokenizer.encoding.Assembly;
import dev.millrace.tokenizer.encoding.Encoding;
import dev.millrace.tokenizer.encoding.SpecialTokens;
import dev.millrace.tokenizer.model.TokenModel;
import dev.millrace.tokenizer.text.ByteSpelling;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.IntStream;

/**
 * Any model with what stands around it: the whole of {@code tokenizer.json}. Ids, tokens and places in the text are
 * those of Hugging Face's tokenizers. {@link #encode} and {@link #encodePrompt} give ids alone, without the template;
 * {@link #encoding} gives all there is, with the template, cut and padded.
 */
public final class ComposedTokenizer implements Tokenizer {
    private static final long serialVersionUID = 1;

    private final TokenizerParts parts;
    private final transient TokenContents contents;
    private final transient AddedTokenSearch raw;
    private final transient AddedTokenSearch normalized;
    private final transient AddedTokenSearch rawText;
    private final transient AddedTokenSearch normalizedText;
    private final transient Assembly assembly;
    private final transient Queue<PieceEncoder> quick = new ConcurrentLinkedQueue<>();
    private final transient Queue<PieceEncoder> thorough = new ConcurrentLinkedQueue<>();
    private transient volatile String fingerprint;

    /** @throws IllegalArgumentException if an added token's id or content is another's */
    public ComposedTokenizer(TokenizerParts parts) {
        this.parts = parts;
        contents = new TokenContents(parts.model(), parts.addedTokens(), parts.normalizer());
        List<AddedToken> text =
                parts.addedTokens().stream().filter(token -> !token.special()).toList();
        raw = AddedTokenSearch.ofRaw(parts.addedTokens());
        normalized = AddedTokenSearch.ofNormalized(parts.addedTokens(), parts.normalizer());
        rawText = AddedTokenSearch.ofRaw(text);
        normalizedText = AddedTokenSearch.ofNormalized(text, parts.normalizer());
        assembly = new Assembly(parts.truncation(), parts.postProcessor());
    }

    public TokenizerParts parts() {
        return parts;
    }

    /** Everything about the tokens of a text; special tokens in the text are recognised, the template is applied. */
    public Encoding encoding(CharSequence text) {
        return encoding(text, SpecialTokens.ADDED);
    }

    /** As {@link #encoding(CharSequence)}, with the template's special tokens or without. */
    public Encoding encoding(CharSequence text, SpecialTokens special) {
        return padded(assembly.assemble(List.of(single(text)), special));
    }

    /** Everything about the tokens of a pair of texts. */
    public Encoding pairEncoding(CharSequence text, CharSequence pair) {
        return pairEncoding(text, pair, SpecialTokens.ADDED);
    }

    /** As {@link #pairEncoding(CharSequence, CharSequence)}, with the template's special tokens or without. */
    public Encoding pairEncoding(CharSequence text, CharSequence pair, SpecialTokens special) {
        return padded(assembly.assemble(List.of(single(text), single(pair)), special));
    }

    /** The encodings of many texts, on all cores, in their order, padded together. */
    public List<Encoding> encodings(List<? extends CharSequence> texts) {
        Encoding[] all = new Encoding[texts.size()];
        IntStream.range(0, all.length)
                .parallel()
                .forEach(i -> all[i] = assembly.assemble(List.of(single(texts.get(i))), SpecialTokens.ADDED));
        return parts.padding().pad(List.of(all));
    }

    /** The ids of many texts, on all cores, in their order; of each as {@link #encode} gives them. */
    public List<int[]> encodeAll(List<String> texts) {
        int[][] all = new int[texts.size()][];
        IntStream.range(0, all.length).parallel().forEach(i -> all[i] = encode(texts.get(i)));
        return new ArrayList<>(List.of(all));
    }

    @Override
    public int vocabularySize() {
        return contents.size();
    }

    @Override
    public int[] encode(String text) {
        return ids(text, rawText, normalizedText);
    }

    @Override
    public int[] encodePrompt(String text) {
        return ids(text, raw, normalized);
    }

    /**
     * As {@link #encode}, with splits drawn at random: subword regularisation. The same seed gives the same ids.
     *
     * @throws IllegalStateException if the model has no such splits
     */
    public int[] encodeSampled(String text, long seed) {
        TokenModel.WordTokens sampled = parts.model()
                .newSampledWordTokens(seed)
                .orElseThrow(() -> new IllegalStateException("This kind of model can't sample splits"));
        IdSink sink = new IdSink();
        new PieceEncoder(parts, sampled, parts.preTokenizer().readsAlignment())
                .encode(text, rawText, normalizedText, sink);
        return sink.take();
    }

    @Override
    public String decode(int[] ids) {
        return decode(ids, SpecialTokens.ADDED);
    }

    /** Text of the ids, with the special tokens among them or without. */
    public String decode(int[] ids, SpecialTokens special) {
        return String.join("", parts.decoder().decode(tokens(ids, special)));
    }

    @Override
    public byte[] decodeBytes(int[] ids) {
        if (!(parts.decoder() instanceof ByteLevelDecoder)) {
            return decode(ids).getBytes(StandardCharsets.UTF_8);
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (String token : tokens(ids, SpecialTokens.ADDED)) {
            bytes.writeBytes(ByteSpelling.bytesOrText(token));
        }
        return bytes.toByteArray();
    }

    /** Decodes ids one by one. */
    public DecodeStream decodeStream(SpecialTokens special) {
        return new DecodeStream(this, special);
    }

    @Override
    public OptionalInt idOf(String token) {
        return contents.idOf(token);
    }

    @Override
    public String token(int id) {
        return contents.token(id);
    }

    @Override
    public String fingerprint() {
        if (fingerprint == null) {
            fingerprint = CanonicalJson.fingerprint(new ComposedJson(parts));
        }
        return fingerprint;
    }

    /** Writes the canonical {@code tokenizer.json}: UTF-8, the same bytes for equal tokenizers. */
    public void writeJson(OutputStream out) throws IOException {
        CanonicalJson.write(new ComposedJson(parts), out);
    }

    private List<String> tokens(int[] ids, SpecialTokens special) {
        List<String> tokens = new ArrayList<>(ids.length);
        for (int id : ids) {
            String token = contents.decoded(id);
            if (special == SpecialTokens.ADDED || !contents.isSpecial(token)) {
                tokens.add(token);
            }
        }
        return tokens;
    }

    private int[] ids(String text, AddedTokenSearch rawTokens, AddedTokenSearch normalizedTokens) {
        PieceEncoder encoder = Optional.ofNullable(quick.poll())
                .orElseGet(() -> newEncoder(parts.preTokenizer().readsAlignment()));
        IdSink sink = new IdSink();
        encoder.encode(text, rawTokens, normalizedTokens, sink);
        // not given back after a failure, as it may hold half a text
        quick.add(encoder);
        return sink.take();
    }

    private Encoding single(CharSequence text) {
        PieceEncoder encoder = Optional.ofNullable(thorough.poll()).orElseGet(() -> newEncoder(true));
        EncodingSink sink = new EncodingSink(contents);
        encoder.encode(text, raw, normalized, sink);
        thorough.add(encoder);
        return sink.encoding();
    }

    private PieceEncoder newEncoder(boolean aligned) {
        return new PieceEncoder(parts, parts.model().newWordTokens(), aligned);
    }

    private Encoding padded(Encoding encoding) {
        return parts.padding().pad(List.of(encoding)).get(0);
    }

    private Object readResolve() {
        return new ComposedTokenizer(parts);
    }
}
