package dev.millrace.pipeline.embedding;

import java.io.BufferedInputStream;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.StringTokenizer;

/**
 * The word2vec text format: a line with the number of words and the dimension, then a line a word, the word and its
 * numbers with spaces between.
 */
public final class WordVectorFile {
    private static final int LONGEST_LINE = 1 << 20;
    private static final int LARGEST_DIMENSION = 1 << 16;
    private static final int FIRST_VALUES = 1 << 20;
    private static final int MOST_VALUES = Integer.MAX_VALUE - 16;

    private final InputStream in;
    private final String name;
    private byte[] line = new byte[1 << 10];
    private long number;

    private WordVectorFile(InputStream in, String name) {
        this.in = new BufferedInputStream(in, 1 << 16);
        this.name = name;
    }

    /** Writes numbers in the fewest digits that give the same 32-bit number back. */
    public static void write(WordVectors vectors, OutputStream stream) throws IOException {
        Writer out = new BufferedWriter(new OutputStreamWriter(stream, StandardCharsets.UTF_8), 1 << 16);
        out.write(vectors.size() + " " + vectors.dimension() + "\n");
        for (int id = 0; id < vectors.size(); id++) {
            out.write(vectors.word(id));
            for (float value : vectors.vector(id)) {
                out.write(' ');
                out.write(Float.toString(value));
            }
            out.write('\n');
        }
        out.flush();
    }

    /** @throws IOException with file and line of what is damaged */
    public static WordVectors read(InputStream in, String name) throws IOException {
        return new WordVectorFile(in, name).read();
    }

    private WordVectors read() throws IOException {
        String[] header = next("the header").strip().split(" +");
        int[] sizes = new int[2];
        try {
            for (int i = 0; i < 2; i++) {
                sizes[i] = Integer.parseInt(header[i]);
            }
        } catch (NumberFormatException | ArrayIndexOutOfBoundsException e) {
            throw damaged("is not the number of words and the dimension");
        }
        int count = sizes[0];
        int dimension = sizes[1];
        if (header.length != 2
                || count < 0
                || dimension < 1
                || dimension > LARGEST_DIMENSION
                || (long) count * dimension > MOST_VALUES) {
            throw damaged(
                    "announces " + count + " words of dimension " + dimension + " (the dimension must be from 1 to "
                            + LARGEST_DIMENSION + ", all numbers at most " + MOST_VALUES + ")");
        }
        List<String> words = new ArrayList<>();
        float[] values = new float[(int) Math.min((long) count * dimension, Math.max(FIRST_VALUES, dimension))];
        for (int i = 0; i < count; i++) {
            String text = next("word " + (i + 1) + " of " + count);
            if (values.length < (i + 1L) * dimension) {
                values = Arrays.copyOf(values, (int) Math.min(2L * values.length, (long) count * dimension));
            }
            words.add(row(text, values, i * dimension, dimension));
        }
        try {
            return new WordVectors(words, Arrays.copyOf(values, count * dimension), dimension);
        } catch (IllegalArgumentException e) {
            throw new IOException(name + ": " + e.getMessage());
        }
    }

    private String row(String text, float[] values, int at, int dimension) throws IOException {
        StringTokenizer parts = new StringTokenizer(text, " ");
        if (parts.countTokens() != dimension + 1) {
            throw damaged("has " + (parts.countTokens() - 1) + " numbers after the word (must be " + dimension + ")");
        }
        String word = parts.nextToken();
        for (int i = 0; i < dimension; i++) {
            String value = parts.nextToken();
            try {
                values[at + i] = Float.parseFloat(value);
            } catch (NumberFormatException e) {
                throw damaged("has no number where " + value + " stands");
            }
            if (!Float.isFinite(values[at + i])) {
                throw damaged("has the number " + value + " (must be finite)");
            }
        }
        return word;
    }

    private String next(String wanted) throws IOException {
        int length = 0;
        int c = in.read();
        if (c < 0) {
            throw new IOException(name + ": ends after line " + number + ", before " + wanted);
        }
        number++;
        for (; c >= 0 && c != '\n'; c = in.read()) {
            if (length == LONGEST_LINE) {
                throw damaged("is longer than " + LONGEST_LINE + " bytes");
            }
            if (length == line.length) {
                line = Arrays.copyOf(line, 2 * length);
            }
            line[length++] = (byte) c;
        }
        return new String(line, 0, length, StandardCharsets.UTF_8);
    }

    private IOException damaged(String problem) {
        return new IOException(name + ":" + number + ": " + problem);
    }
}
