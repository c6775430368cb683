package dev.millrace.jobs.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.millrace.jobs.text.TokenOffsets;
import dev.millrace.tokenizer.Tokenizer;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/** One line of text as encode prints it. */
record EncodedLine(String text, int count) {
    private static final ObjectMapper JSON = new ObjectMapper();

    /** What is told of each token. */
    enum Column {
        IDS,
        TOKENS,
        OFFSETS
    }

    /** How the columns are laid out; without JSON there is one. */
    enum Layout {
        PLAIN,
        JSON
    }

    static EncodedLine of(Tokenizer tokenizer, String line, boolean special, Set<Column> columns, Layout layout) {
        if (columns.contains(Column.OFFSETS)) {
            TokenOffsets places = TokenOffsets.of(tokenizer, line, special);
            return of(tokenizer, places.ids(), i -> new int[] {places.start(i), places.end(i)}, columns, layout);
        }
        int[] ids = special ? tokenizer.encodePrompt(line) : tokenizer.encode(line);
        return of(tokenizer, ids, i -> new int[0], columns, layout);
    }

    private static EncodedLine of(
            Tokenizer tokenizer, int[] ids, IntFunction<int[]> places, Set<Column> columns, Layout layout) {
        String shown = layout == Layout.JSON
                ? json(tokenizer, ids, places, columns)
                : plain(
                        tokenizer,
                        ids,
                        places,
                        EnumSet.copyOf(columns).iterator().next());
        return new EncodedLine(shown, ids.length);
    }

    private static String plain(Tokenizer tokenizer, int[] ids, IntFunction<int[]> places, Column column) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < ids.length; i++) {
            text.append(i == 0 ? "" : " ");
            switch (column) {
                case IDS -> text.append(ids[i]);
                case TOKENS -> text.append(tokenizer.token(ids[i]));
                case OFFSETS -> text.append(places.apply(i)[0]).append('-').append(places.apply(i)[1]);
            }
        }
        return text.toString();
    }

    private static String json(Tokenizer tokenizer, int[] ids, IntFunction<int[]> places, Set<Column> columns) {
        Map<String, Object> object = new LinkedHashMap<>();
        if (columns.contains(Column.IDS)) {
            object.put("ids", ids);
        }
        if (columns.contains(Column.TOKENS)) {
            object.put("tokens", Arrays.stream(ids).mapToObj(tokenizer::token).toList());
        }
        if (columns.contains(Column.OFFSETS)) {
            object.put(
                    "offsets", IntStream.range(0, ids.length).mapToObj(places).toList());
        }
        try {
            return JSON.writeValueAsString(object);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("Could not write the tokens as JSON", e);
        }
    }
}
