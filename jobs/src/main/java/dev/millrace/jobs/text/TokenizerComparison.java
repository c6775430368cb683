package dev.millrace.jobs.text;

import dev.millrace.tokenizer.Tokenizer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

/** Counts what two tokenizers make of the same texts, by language. Memory does not grow with the texts. */
public final class TokenizerComparison {
    /** Name of the row of all languages. */
    public static final String ALL = "all";

    private final Tokenizer first;
    private final Tokenizer second;
    private final UnaryOperator<String> language;
    private final SortedMap<String, Row> rows = new TreeMap<>();
    private Row all = new Row(0, 0, 0, 0, 0, 0);

    /** @param language of a text, as a code */
    public TokenizerComparison(Tokenizer first, Tokenizer second, UnaryOperator<String> language) {
        this.first = first;
        this.second = second;
        this.language = language;
    }

    /**
     * Counts of one language.
     *
     * @param bytes as UTF-8
     * @param words between white space
     * @param same texts of which both make the same tokens
     */
    public record Row(long texts, long bytes, long words, long first, long second, long same) {
        private Row plus(Row other) {
            return new Row(
                    texts + other.texts,
                    bytes + other.bytes,
                    words + other.words,
                    first + other.first,
                    second + other.second,
                    same + other.same);
        }
    }

    /** Counts a text; one without any character but white space counts for no language. */
    public void add(String text) {
        int[] firstIds = first.encode(text);
        int[] secondIds = second.encode(text);
        Row row = new Row(
                1,
                text.getBytes(StandardCharsets.UTF_8).length,
                words(text),
                firstIds.length,
                secondIds.length,
                contents(first, firstIds).equals(contents(second, secondIds)) ? 1 : 0);
        all = all.plus(row);
        if (row.words() > 0) {
            rows.merge(language.apply(text), row, Row::plus);
        }
    }

    /** By language, and in the end {@link #ALL}. */
    public List<Map.Entry<String, Row>> rows() {
        List<Map.Entry<String, Row>> list = new ArrayList<>();
        rows.forEach((code, row) -> list.add(Map.entry(code, row)));
        list.add(Map.entry(ALL, all));
        return list;
    }

    private static List<String> contents(Tokenizer tokenizer, int[] ids) {
        List<String> contents = new ArrayList<>(ids.length);
        for (int id : ids) {
            contents.add(tokenizer.token(id));
        }
        return contents;
    }

    private static long words(String text) {
        long words = 0;
        boolean within = false;
        for (int i = 0; i < text.length(); i++) {
            boolean space = Character.isWhitespace(text.charAt(i));
            words += !space && !within ? 1 : 0;
            within = !space;
        }
        return words;
    }
}
