package dev.millrace.tokenizer.format;

import dev.millrace.tokenizer.composed.BertParts;
import dev.millrace.tokenizer.composed.ComposedTokenizer;
import dev.millrace.tokenizer.normalizer.BertNormalizer;
import dev.millrace.tokenizer.text.UnicodeTable;
import dev.millrace.tokenizer.wordpiece.WordPieceModel;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** BERT's {@code vocab.txt}: a token a line, the first with the id 0. */
public final class BertVocabulary {
    private BertVocabulary() {}

    /**
     * Reads a tokenizer as BERT has it: {@code ##} continues words, words of over 100 characters are {@code [UNK]}.
     * White space at the end of a line is no part of the token.
     *
     * @param normalizer of the model that the file belongs to, which the file doesn't tell
     * @throws IOException in one line with file and place, if the file can't be read, has a token twice or lacks
     *     {@code [UNK]}
     */
    public static ComposedTokenizer read(Path file, BertNormalizer normalizer) throws IOException {
        String name = file.toString();
        List<String> tokens = new ArrayList<>();
        Map<String, Integer> numbers = new HashMap<>();
        Lines.read(file, (line, number) -> {
            String token = stripped(line);
            Integer earlier = numbers.put(token, number);
            if (earlier != null) {
                throw Problem.at(
                        name, Lines.place(number), "token \"" + token + "\" was given in line " + earlier + " already");
            }
            tokens.add(token);
        });
        WordPieceModel.Settings settings = WordPieceModel.Settings.bert();
        if (!numbers.containsKey(settings.unknownToken())) {
            throw Problem.in(name, "no token \"" + settings.unknownToken() + "\" (is it a vocab.txt?)");
        }
        return new ComposedTokenizer(BertParts.of(new WordPieceModel(tokens, settings), normalizer));
    }

    /** @throws IOException if the file can't be written, or a token can't be told from others on a line */
    public static void write(WordPieceModel model, Path file) throws IOException {
        try (BufferedWriter out = Files.newBufferedWriter(file, StandardCharsets.UTF_8)) {
            for (int id = 0; id < model.size(); id++) {
                String token = model.token(id);
                if (token.indexOf('\n') >= 0
                        || token.indexOf('\r') >= 0
                        || !stripped(token).equals(token)) {
                    throw Problem.in(
                            file.toString(),
                            "token " + id + " holds a line break or ends in white space, which a vocab.txt can't say");
                }
                out.write(token);
                out.write('\n');
            }
        }
    }

    private static String stripped(String line) {
        int end = line.length();
        while (end > 0 && UnicodeTable.isWhiteSpace(line.charAt(end - 1))) {
            end--;
        }
        return line.substring(0, end);
    }
}
