package dev.millrace.tokenizer.sentencepiece;

import dev.millrace.tokenizer.Tokenizer;
import dev.millrace.tokenizer.added.AddedToken;
import dev.millrace.tokenizer.added.AddedTokenSplit;
import dev.millrace.tokenizer.model.TokenModel;
import dev.millrace.tokenizer.text.Normalization;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.OptionalInt;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/** A SentencePiece model at work: the ids of {@code spm_encode} and the text of {@code spm_decode}. */
public final class SentencePieceTokenizer implements Tokenizer {
    private static final long serialVersionUID = 1;

    private final ModelFileBytes bytes;
    private transient ModelFile file;
    private transient TokenModel model;
    private transient SentencePieceNormalizer normalizer;
    private transient PieceDecoder decoder;
    private transient AddedTokenSplit prompt;
    private transient Queue<TextEncoder> idle;

    /** @throws IllegalArgumentException if the model is of a kind that isn't supported */
    public SentencePieceTokenizer(ModelFile file) {
        this.file = file;
        bytes = new ModelFileBytes(file);
        prepare();
    }

    /** @throws IOException naming the file, if it can't be read or asks for what isn't supported */
    public static SentencePieceTokenizer read(Path path) throws IOException {
        ModelFile file = ModelFile.read(path);
        try {
            return new SentencePieceTokenizer(file);
        } catch (IllegalArgumentException e) {
            throw ModelFile.problem(path.toString(), e.getMessage(), e);
        }
    }

    private void prepare() {
        model = PieceModels.of(file);
        List<String> verbatim = file.ids(PieceType.USER_DEFINED).stream()
                .map(id -> file.pieces().get(id).content())
                .toList();
        normalizer = new SentencePieceNormalizer(file.rules(), file.whiteSpace(), verbatim);
        decoder = new PieceDecoder(file);
        prompt = AddedTokenSplit.of(
                file.ids(PieceType.CONTROL).stream()
                        .map(id -> AddedToken.special(id, file.pieces().get(id).content()))
                        .toList(),
                Normalization.NONE);
        idle = new ConcurrentLinkedQueue<>();
    }

    private void readObject(ObjectInputStream in) throws IOException, ClassNotFoundException {
        in.defaultReadObject();
        file = bytes.file();
        prepare();
    }

    /** The file that makes this tokenizer. */
    public ModelFile file() {
        return file;
    }

    @Override
    public int vocabularySize() {
        return model.size();
    }

    @Override
    public int[] encode(String text) {
        TextEncoder encoder = take();
        int[] ids = encoder.encode(text);
        idle.add(encoder);
        return ids;
    }

    @Override
    public int[] encodePrompt(String text) {
        TextEncoder encoder = take();
        int[] ids = encoder.encode(text, prompt);
        idle.add(encoder);
        return ids;
    }

    private TextEncoder take() {
        TextEncoder encoder = idle.poll();
        return encoder == null ? new TextEncoder(normalizer, model.newWordTokens()) : encoder;
    }

    @Override
    public String decode(int[] ids) {
        return new String(decodeBytes(ids), StandardCharsets.UTF_8);
    }

    @Override
    public byte[] decodeBytes(int[] ids) {
        return decoder.decode(ids);
    }

    @Override
    public OptionalInt idOf(String token) {
        return model.idOf(token);
    }

    @Override
    public String token(int id) {
        return model.token(id);
    }

    /** SHA-256 of the canonical {@code .model}. */
    @Override
    public String fingerprint() {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes.content()));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("This Java lacks SHA-256", e);
        }
    }
}
