package dev.millrace.pipeline.ngram;

import dev.millrace.tokenizer.Tokenizer;
import dev.millrace.tokenizer.format.TokenizerJson;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * A model in one binary file, big-endian: magic, text units, the tokenizer's {@code tokenizer.json} (or nothing), the
 * words, then each order's arrays.
 */
final class NgramFile {
    static final byte[] MAGIC = "MLRNGRM1".getBytes(StandardCharsets.US_ASCII);

    private static final int CHUNK = 1 << 16;
    private static final int MOST_ORDERS = 16;

    private final DataInputStream in;
    private final String name;

    private NgramFile(InputStream in, String name) {
        this.in = new DataInputStream(in);
        this.name = name;
    }

    static void write(NgramModel model, OutputStream stream) throws IOException {
        DataOutputStream out = new DataOutputStream(stream);
        out.write(MAGIC);
        bytes(out, UnitsLine.of(model.units()).getBytes(StandardCharsets.UTF_8));
        ByteArrayOutputStream tokenizer = new ByteArrayOutputStream();
        if (model.tokenizer().isPresent()) {
            TokenizerJson.write(model.tokenizer().get(), tokenizer);
        }
        bytes(out, tokenizer.toByteArray());
        out.writeInt(model.vocabulary().size());
        for (int id = Vocabulary.SPECIAL.length; id < model.vocabulary().size(); id++) {
            bytes(out, model.vocabulary().word(id).getBytes(StandardCharsets.UTF_8));
        }
        out.writeInt(model.order());
        for (Level level : model.levels()) {
            out.writeInt(level.size());
            ints(out, level.words());
            floats(out, level.probabilities());
            floats(out, level.backoffs());
            ints(out, level.children());
        }
        out.flush();
    }

    private static void bytes(DataOutputStream out, byte[] bytes) throws IOException {
        out.writeInt(bytes.length);
        out.write(bytes);
    }

    private static void ints(DataOutputStream out, int[] values) throws IOException {
        ByteBuffer chunk = ByteBuffer.allocate(CHUNK * Integer.BYTES);
        for (int from = 0; from < values.length; from += CHUNK) {
            int count = Math.min(CHUNK, values.length - from);
            chunk.clear().asIntBuffer().put(values, from, count);
            out.write(chunk.array(), 0, count * Integer.BYTES);
        }
    }

    private static void floats(DataOutputStream out, float[] values) throws IOException {
        ByteBuffer chunk = ByteBuffer.allocate(CHUNK * Float.BYTES);
        for (int from = 0; from < values.length; from += CHUNK) {
            int count = Math.min(CHUNK, values.length - from);
            chunk.clear().asFloatBuffer().put(values, from, count);
            out.write(chunk.array(), 0, count * Float.BYTES);
        }
    }

    /** @param in after the magic */
    static NgramModel read(InputStream in, String name) throws IOException {
        NgramFile file = new NgramFile(in, name);
        try {
            return file.read();
        } catch (EOFException e) {
            throw new IOException(name + ": ends too early; make it anew");
        }
    }

    private NgramModel read() throws IOException {
        String told = new String(bytes(size("length of the units")), StandardCharsets.UTF_8);
        TextUnits units = UnitsLine.parse(told).orElseThrow(() -> damaged("units of the text"));
        byte[] json = bytes(size("tokenizer"));
        Optional<Tokenizer> tokenizer = json.length == 0
                ? Optional.empty()
                : Optional.of(TokenizerJson.read(new ByteArrayInputStream(json), name + ": tokenizer"));
        Vocabulary vocabulary = vocabulary();
        int order = size("order");
        if (order < 1 || order > MOST_ORDERS) {
            throw damaged("order " + order);
        }
        List<Level> levels = new ArrayList<>();
        for (int i = 1; i <= order; i++) {
            int size = size("number of " + i + "-grams");
            Level level = new Level(
                    i == 1 ? new int[0] : ints(size),
                    floats(size),
                    i == order ? new float[0] : floats(size),
                    i == order ? new int[0] : ints(size + 1));
            int parents = i == 1 ? vocabulary.size() : levels.get(i - 2).size();
            check(
                    level,
                    i,
                    parents,
                    i == 1 ? new int[] {0, size} : levels.get(i - 2).children(),
                    vocabulary.size());
            levels.add(level);
        }
        try {
            return new NgramModel(new Segmentation(units, tokenizer), vocabulary, levels);
        } catch (IllegalArgumentException e) {
            throw damaged(e.getMessage());
        }
    }

    /** What a search relies on: children in bounds and in order, words in order among siblings. */
    private void check(Level level, int order, int parents, int[] children, int words) throws IOException {
        if (order == 1) {
            if (level.size() != words) {
                throw damaged(level.size() + " unigrams of " + words + " words");
            }
            return;
        }
        if (children[0] != 0 || children[parents] != level.size()) {
            throw damaged("the ends of the " + order + "-grams");
        }
        for (int parent = 0; parent < parents; parent++) {
            if (children[parent] > children[parent + 1] || children[parent + 1] > level.size()) {
                throw damaged("the order of the " + order + "-grams");
            }
            for (int i = children[parent]; i < children[parent + 1]; i++) {
                int word = level.words()[i];
                if (word < 0 || word >= words || (i > children[parent] && word <= level.words()[i - 1])) {
                    throw damaged("the words of the " + order + "-grams");
                }
            }
        }
    }

    private Vocabulary vocabulary() throws IOException {
        int size = size("number of words");
        Vocabulary.Builder words = new Vocabulary.Builder();
        for (int id = Vocabulary.SPECIAL.length; id < size; id++) {
            String word = new String(bytes(size("word's length")), StandardCharsets.UTF_8);
            if (word.isEmpty() || words.add(word).isEmpty()) {
                throw damaged("the word " + word + " is empty or there twice");
            }
        }
        Vocabulary vocabulary = words.build();
        if (vocabulary.size() != size) {
            throw damaged("number of words " + size);
        }
        return vocabulary;
    }

    private int size(String what) throws IOException {
        int size = in.readInt();
        if (size < 0 || size > Integer.MAX_VALUE - 16) {
            throw damaged(what + " " + size);
        }
        return size;
    }

    /** In pieces, so that a file that lies about its size fails before memory does. */
    private byte[] bytes(int count) throws IOException {
        byte[] bytes = in.readNBytes(count);
        if (bytes.length < count) {
            throw new EOFException();
        }
        return bytes;
    }

    private int[] ints(int count) throws IOException {
        int[] values = new int[Math.min(count, CHUNK)];
        for (int from = 0; from < count; from += CHUNK) {
            int length = Math.min(CHUNK, count - from);
            if (values.length < from + length) {
                values = Arrays.copyOf(values, (int) Math.min(2L * values.length, count));
            }
            ByteBuffer.wrap(bytes(length * Integer.BYTES)).asIntBuffer().get(values, from, length);
        }
        return values.length == count ? values : Arrays.copyOf(values, count);
    }

    private float[] floats(int count) throws IOException {
        float[] values = new float[Math.min(count, CHUNK)];
        for (int from = 0; from < count; from += CHUNK) {
            int length = Math.min(CHUNK, count - from);
            if (values.length < from + length) {
                values = Arrays.copyOf(values, (int) Math.min(2L * values.length, count));
            }
            ByteBuffer.wrap(bytes(length * Float.BYTES)).asFloatBuffer().get(values, from, length);
        }
        return values.length == count ? values : Arrays.copyOf(values, count);
    }

    private IOException damaged(String problem) {
        return new IOException(name + ": damaged: " + problem);
    }
}
