package dev.millrace.tokenizer.format;

import dev.millrace.tokenizer.added.AddedToken;
import dev.millrace.tokenizer.composed.ComposedTokenizer;
import dev.millrace.tokenizer.composed.TokenizerParts;
import dev.millrace.tokenizer.decoder.WordPieceDecoder;
import dev.millrace.tokenizer.encoding.Template;
import dev.millrace.tokenizer.normalizer.BertNormalizer;
import dev.millrace.tokenizer.pretoken.BertPreTokenizer;
import dev.millrace.tokenizer.wordpiece.WordPieceModel;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** BERT's {@code vocab.txt}: a token a line, its id the line's number from 0. */
public final class BertVocabulary {
    private static final String CLASSIFIER = "[CLS]";
    private static final String SEPARATOR = "[SEP]";
    private static final List<String> SPECIAL = List.of("[PAD]", "[UNK]", CLASSIFIER, SEPARATOR, "[MASK]");

    private BertVocabulary() {}

    /** What becomes of capitals and accents. */
    public enum Casing {
        /** Letters become lower-case and lose their accents. */
        UNCASED,
        CASED
    }

    /**
     * Reads the tokenizer of BERT: its normaliser, word split and template; special are those of {@code [PAD]},
     * {@code [UNK]}, {@code [CLS]}, {@code [SEP]} and {@code [MASK]} that the vocabulary has.
     *
     * @throws IOException in one line with the file, if it can't be read or a token occurs twice
     */
    public static ComposedTokenizer read(Path file, Casing casing) throws IOException {
        List<String> tokens = new ArrayList<>();
        Lines.read(file, (line, number) -> tokens.add(line));
        List<AddedToken> special = new ArrayList<>();
        for (String token : SPECIAL) {
            int id = tokens.indexOf(token);
            if (id >= 0) {
                special.add(AddedToken.special(id, token));
            }
        }
        try {
            TokenizerParts parts = TokenizerParts.of(new WordPieceModel(tokens, WordPieceModel.Settings.bert()))
                    .withAddedTokens(special)
                    .withNormalizer(casing == Casing.UNCASED ? BertNormalizer.uncased() : BertNormalizer.cased())
                    .withPreTokenizer(new BertPreTokenizer())
                    .withDecoder(new WordPieceDecoder("##", WordPieceDecoder.Spaces.CLEANED));
            int classifier = tokens.indexOf(CLASSIFIER);
            int separator = tokens.indexOf(SEPARATOR);
            if (classifier >= 0 && separator >= 0) {
                parts = parts.withPostProcessor(Template.of(
                        "[CLS] $A [SEP]",
                        "[CLS] $A [SEP] $B:1 [SEP]:1",
                        Map.of(CLASSIFIER, classifier, SEPARATOR, separator)));
            }
            return new ComposedTokenizer(parts);
        } catch (IllegalArgumentException e) {
            throw Problem.in(file.toString(), e.getMessage());
        }
    }

    /**
     * Writes a vocabulary, added tokens that follow it too; the stream is left open.
     *
     * @throws IOException if a token holds the end of a line
     */
    public static void write(ComposedTokenizer tokenizer, OutputStream out) throws IOException {
        Writer writer = new OutputStreamWriter(out, StandardCharsets.UTF_8);
        for (int id = 0; id < tokenizer.vocabularySize(); id++) {
            String token = tokenizer.token(id);
            if (token.indexOf('\n') >= 0 || token.indexOf('\r') >= 0) {
                throw new IOException("Token " + id + " can't be written to vocab.txt: it holds the end of a line");
            }
            writer.write(token);
            writer.write('\n');
        }
        writer.flush();
    }
}
