package dev.millrace.jobs.text;

import dev.millrace.tokenizer.Tokenizer;
import dev.millrace.tokenizer.added.AddedToken;
import dev.millrace.tokenizer.format.TiktokenRanks;
import dev.millrace.tokenizer.format.TokenizerJson;
import dev.millrace.tokenizer.pretoken.WordSplit;
import dev.millrace.tokenizer.sentencepiece.SentencePieceTokenizer;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/** A tokenizer in any of the formats that are read, told by the file's name. */
public final class TokenizerFile {
    /** For descriptions of options. */
    public static final String FORMATS =
            "A tokenizer.json, Millrace's or Hugging Face's; a SentencePiece .model; ranks of tiktoken,"
                    + " such as cl100k_base.tiktoken.";

    private static final String END_OF_TEXT = "<|endoftext|>";
    private static final int GPT2_END = 50256;

    private TokenizerFile() {}

    /** @throws IOException in one line with file and place, for what can't be read or isn't supported */
    public static Tokenizer read(Path file) throws IOException {
        String name =
                file.getFileName() == null ? "" : file.getFileName().toString().toLowerCase(Locale.ROOT);
        if (name.endsWith(".model")) {
            return SentencePieceTokenizer.read(file);
        }
        return name.endsWith(".tiktoken") ? ranks(file, name) : TokenizerJson.read(file);
    }

    private static Tokenizer ranks(Path file, String name) throws IOException {
        if (name.startsWith("r50k") || name.startsWith("p50k") || name.startsWith("gpt2")) {
            return TiktokenRanks.read(file, WordSplit.GPT2, List.of(AddedToken.special(GPT2_END, END_OF_TEXT)));
        }
        // the special tokens of these leave gaps between the ids
        if (name.startsWith("cl100k")) {
            return TiktokenRanks.read(file, WordSplit.CL100K, List.of());
        }
        if (name.startsWith("o200k")) {
            return TiktokenRanks.read(file, WordSplit.O200K, List.of());
        }
        throw new IOException(file + ": whose ranks these are can't be told from the name"
                + " (it must begin with gpt2, r50k, p50k, cl100k or o200k)");
    }
}
