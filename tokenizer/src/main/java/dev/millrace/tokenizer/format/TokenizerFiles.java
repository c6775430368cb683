package dev.millrace.tokenizer.format;

import dev.millrace.tokenizer.Tokenizer;
import dev.millrace.tokenizer.added.AddedToken;
import dev.millrace.tokenizer.composed.ComposedTokenizer;
import dev.millrace.tokenizer.pretoken.WordSplit;
import dev.millrace.tokenizer.sentencepiece.SentencePieceParts;
import dev.millrace.tokenizer.sentencepiece.SentencePieceTokenizer;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Opens any tokenizer, whatever its format, which is found out from the folder's files or the file's first bytes: a
 * folder as Hugging Face's libraries save it, {@code tokenizer.json}, a SentencePiece {@code .model}, GPT-2's pair
 * {@code vocab.json} and {@code merges.txt} (or {@code encoder.json} and {@code vocab.bpe}), BERT's
 * {@code vocab.txt}, tiktoken's ranks (by their usual names: {@code cl100k_base.tiktoken}; of cl100k and o200k without special tokens).
 */
public final class TokenizerFiles {
    private static final int HEAD = 64;

    private TokenizerFiles() {}

    /**
     * @param path of a file or folder
     * @throws IOException in one line with the path, if there is no tokenizer, or it asks for what isn't supported
     */
    public static Tokenizer open(Path path) throws IOException {
        return Files.isDirectory(path) ? openFolder(path) : openFile(path);
    }

    /**
     * As {@link #open}, the tokenizer that gives not only ids but all there is to know of tokens.
     *
     * @throws IOException as {@link #open}; and for a SentencePiece model that {@code tokenizer.json} can't say
     */
    public static ComposedTokenizer openComposed(Path path) throws IOException {
        return composed(open(path), path.toString());
    }

    /** The same tokenizer, giving all there is to know of tokens. */
    static ComposedTokenizer composed(Tokenizer tokenizer, String name) throws IOException {
        if (tokenizer instanceof ComposedTokenizer composed) {
            return composed;
        }
        if (tokenizer instanceof SentencePieceTokenizer pieces) {
            try {
                return new ComposedTokenizer(SentencePieceParts.of(pieces.file()));
            } catch (IllegalArgumentException e) {
                throw Problem.in(name, e.getMessage());
            }
        }
        ByteArrayOutputStream json = new ByteArrayOutputStream();
        try {
            TokenizerJson.write(tokenizer, json);
        } catch (IOException e) {
            throw Problem.in(name, e.getMessage());
        }
        return TokenizerJson.readComposed(new ByteArrayInputStream(json.toByteArray()), name);
    }

    private static Tokenizer openFolder(Path folder) throws IOException {
        Optional<Tokenizer> found = Optional.empty();
        if (has(folder, "tokenizer.json")) {
            found = Optional.of(TokenizerJson.read(folder.resolve("tokenizer.json")));
        } else if (has(folder, "vocab.json") && has(folder, "merges.txt")) {
            found = Optional.of(Gpt2Files.read(folder.resolve("vocab.json"), folder.resolve("merges.txt")));
        } else if (has(folder, "encoder.json") && has(folder, "vocab.bpe")) {
            found = Optional.of(Gpt2Files.read(folder.resolve("encoder.json"), folder.resolve("vocab.bpe")));
        } else if (has(folder, "vocab.txt")) {
            found = Optional.of(BertVocabulary.read(
                    folder.resolve("vocab.txt"), TokenizerConfig.read(folder).normalizer()));
        } else {
            for (String name : List.of("tokenizer.model", "spiece.model", "sentencepiece.bpe.model", "spm.model")) {
                if (found.isEmpty() && has(folder, name)) {
                    found = Optional.of(SentencePieceTokenizer.read(folder.resolve(name)));
                }
            }
        }
        Tokenizer tokenizer = found.orElseThrow(() -> Problem.in(
                folder.toString(),
                "no tokenizer (none of tokenizer.json, vocab.json with merges.txt, encoder.json with vocab.bpe,"
                        + " vocab.txt, tokenizer.model, spiece.model)"));
        return TokenizerConfig.read(folder).applyTo(tokenizer, folder.toString());
    }

    private static Tokenizer openFile(Path file) throws IOException {
        String name = String.valueOf(file.getFileName());
        byte[] head = head(file);
        int first = 0;
        while (first < head.length && (head[first] == ' ' || head[first] == '\n' || head[first] == '\r')) {
            first++;
        }
        if (first < head.length && head[first] == '{') {
            return openJson(file, name);
        }
        if (name.endsWith(".tiktoken")) {
            return tiktoken(file, name);
        }
        // the first field of a SentencePiece model is a piece: tag 1, a message
        if (head.length > 0 && head[0] == 0x0A && !name.endsWith(".txt")) {
            return SentencePieceTokenizer.read(file);
        }
        if (name.endsWith(".txt")) {
            return BertVocabulary.read(file, TokenizerConfig.beside(file).normalizer());
        }
        throw Problem.in(
                file.toString(),
                "no tokenizer (neither JSON nor a SentencePiece model, and its name ends neither in .tiktoken nor in"
                        + " .txt)");
    }

    private static Tokenizer openJson(Path file, String name) throws IOException {
        for (List<String> pair : List.of(List.of("vocab.json", "merges.txt"), List.of("encoder.json", "vocab.bpe"))) {
            Path merges = file.resolveSibling(pair.get(1));
            if (name.equals(pair.get(0)) && Files.isRegularFile(merges)) {
                return Gpt2Files.read(file, merges);
            }
        }
        return TokenizerJson.read(file);
    }

    private static Tokenizer tiktoken(Path file, String name) throws IOException {
        String encoding = name.substring(0, name.length() - ".tiktoken".length());
        return switch (encoding) {
            case "gpt2", "r50k_base", "p50k_base" ->
                TiktokenRanks.read(file, WordSplit.GPT2, List.of(AddedToken.special(50256, "<|endoftext|>")));
            // the special tokens of these leave gaps between the ids: only text is encoded
            case "cl100k_base" -> TiktokenRanks.read(file, WordSplit.CL100K, List.of());
            case "o200k_base" -> TiktokenRanks.read(file, WordSplit.O200K, List.of());
            default ->
                throw Problem.in(
                        file.toString(),
                        "tiktoken's encoding \"" + encoding + "\" is not known (only gpt2, r50k_base, p50k_base,"
                                + " cl100k_base and o200k_base are)");
        };
    }

    private static byte[] head(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            return in.readNBytes(HEAD);
        }
    }

    private static boolean has(Path folder, String name) {
        return Files.isRegularFile(folder.resolve(name));
    }
}
