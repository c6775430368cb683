package dev.millrace.tokenizer.format;

import dev.millrace.tokenizer.Tokenizer;
import dev.millrace.tokenizer.bpe.BpeTokenizer;
import dev.millrace.tokenizer.charlevel.CharacterTokenizer;
import dev.millrace.tokenizer.composed.ComposedTokenizer;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Hugging Face's {@code tokenizer.json}, whatever it is made of: BPE, WordPiece, WordLevel and Unigram with every
 * normaliser, word split, template and decoder. Byte-level BPE and one token a character come as tokenizers that are
 * quicker and give ids only; {@link #readComposed} gives all there is to know of tokens.
 */
public final class TokenizerJson {
    private TokenizerJson() {}

    /**
     * @throws IOException in one line with file and place, if the file can't be read, is no {@code tokenizer.json},
     *     contradicts itself, or asks for what isn't supported
     */
    public static Tokenizer read(Path file) throws IOException {
        try (InputStream in = new BufferedInputStream(Files.newInputStream(file))) {
            return read(in, file.toString());
        }
    }

    /**
     * As {@link #read(Path)}; the stream is left open.
     *
     * @param name of the input in errors
     */
    public static Tokenizer read(InputStream in, String name) throws IOException {
        return new TokenizerJsonReader(name).read(in);
    }

    /**
     * As {@link #read(Path)}, the tokenizer that gives not only ids but all there is to know of tokens.
     *
     * @throws IOException as {@link #read(Path)}
     */
    public static ComposedTokenizer readComposed(Path file) throws IOException {
        try (InputStream in = new BufferedInputStream(Files.newInputStream(file))) {
            return readComposed(in, file.toString());
        }
    }

    /**
     * As {@link #readComposed(Path)}; the stream is left open.
     *
     * @param name of the input in errors
     */
    public static ComposedTokenizer readComposed(InputStream in, String name) throws IOException {
        return new TokenizerJsonReader(name).readComposed(in);
    }

    /**
     * Writes the canonical form, which depends on nothing but the tokenizer; the stream is left open. Reading it gives
     * an equal tokenizer.
     */
    public static void write(Tokenizer tokenizer, OutputStream out) throws IOException {
        if (tokenizer instanceof BpeTokenizer bpe) {
            bpe.writeJson(out);
        } else if (tokenizer instanceof CharacterTokenizer characters) {
            characters.writeJson(out);
        } else if (tokenizer instanceof ComposedTokenizer composed) {
            composed.writeJson(out);
        } else {
            throw new IOException("A tokenizer of " + tokenizer.getClass().getSimpleName()
                    + " has no tokenizer.json (only byte-level BPE and one token a character have)");
        }
    }
}
