package dev.millrace.tokenizer.format;

import dev.millrace.tokenizer.added.AddedToken;
import dev.millrace.tokenizer.bpe.BpeModel;
import dev.millrace.tokenizer.bpe.BpeSettings;
import dev.millrace.tokenizer.bpe.BpeTokenizer;
import dev.millrace.tokenizer.pretoken.WordSplit;
import dev.millrace.tokenizer.text.ByteSpelling;
import dev.millrace.tokenizer.text.Normalization;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** tiktoken's rank files: on each line the bytes of a token in Base64, a space, and its rank, which is its id. */
public final class TiktokenRanks {
    private TiktokenRanks() {}

    /**
     * @param split of the encoding that the ranks belong to
     * @param special tokens that the file doesn't list; they fill gaps in its ranks or follow them
     * @throws IOException in one line with file and place, if the file can't be read, or ranks are missing or occur
     *     twice
     */
    public static BpeTokenizer read(Path file, WordSplit split, List<AddedToken> special) throws IOException {
        String name = file.toString();
        SortedMap<Integer, String> tokens = new TreeMap<>();
        Lines.read(file, (line, number) -> {
            if (line.isEmpty()) {
                return;
            }
            String token = token(line, name, number);
            if (tokens.put(rank(line, name, number), token) != null) {
                throw Problem.at(name, Lines.place(number), "rank given twice");
            }
        });
        long ranks = tokens.isEmpty() ? 0 : tokens.lastKey() + 1L;
        for (AddedToken token : special) {
            if (token.id() < ranks && tokens.putIfAbsent(token.id(), token.content()) != null) {
                throw Problem.in(name, "rank " + token.id() + " is no gap for \"" + token.content() + "\"");
            }
        }
        if (tokens.size() < ranks) {
            int gap = 0;
            while (tokens.containsKey(gap)) {
                gap++;
            }
            throw Problem.in(name, "no token has the rank " + gap);
        }
        // tiktoken takes a word that is a token as it stands
        BpeSettings settings = new BpeSettings(split, Normalization.NONE, false, true, BpeSettings.NO_POST_PROCESSOR);
        try {
            return new BpeTokenizer(BpeModel.ofRanks(new ArrayList<>(tokens.values())), settings, special);
        } catch (IllegalArgumentException e) {
            throw Problem.in(name, e.getMessage());
        }
    }

    private static String token(String line, String file, int number) throws IOException {
        try {
            byte[] bytes = Base64.getDecoder().decode(line.substring(0, Math.max(0, line.indexOf(' '))));
            if (bytes.length > 0) {
                return ByteSpelling.spell(bytes);
            }
        } catch (IllegalArgumentException e) {
            throw Problem.at(file, Lines.place(number), "no Base64: " + e.getMessage());
        }
        throw Problem.at(file, Lines.place(number), "no token before a space");
    }

    private static int rank(String line, String file, int number) throws IOException {
        String rank = line.substring(line.indexOf(' ') + 1);
        try {
            int value = Integer.parseInt(rank);
            if (value >= 0) {
                return value;
            }
        } catch (NumberFormatException e) {
            throw Problem.at(file, Lines.place(number), "\"" + rank + "\" is no rank");
        }
        throw Problem.at(file, Lines.place(number), "\"" + rank + "\" is no rank");
    }
}
