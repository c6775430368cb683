package dev.millrace.pipeline.fasttext;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class FastTextModelTest {
    private static final int HIERARCHICAL = 1;
    private static final int SOFTMAX = 3;
    private static final int ONE_VERSUS_ALL = 4;

    @Test
    void softmaxIsOverTheMeanOfTheWordsRows() throws IOException {
        // "good good bad" and the line end: h = ((1,0) + (1,0) + (0,2) + (0,0)) / 4
        List<Prediction> predictions = read(model(SOFTMAX)).predict("good good bad unknown", 2);
        double fine = Math.exp(0.5 * 3);
        double poor = Math.exp(0.5 * 1);
        assertThat(predictions).extracting(Prediction::label).containsExactly("fine", "poor");
        assertThat(predictions.get(0).probability()).isCloseTo(fine / (fine + poor), within(1e-6));
        assertThat(predictions.get(1).probability()).isCloseTo(poor / (fine + poor), within(1e-6));
    }

    @Test
    void oneVersusAllScoresEachLabelByItself() throws IOException {
        List<Prediction> predictions = read(model(ONE_VERSUS_ALL)).predict("good", 2);
        assertThat(predictions.get(0).probability()).isCloseTo(1 / (1 + Math.exp(-0.5 * 3)), within(1e-6));
        assertThat(predictions.get(1).probability()).isCloseTo(0.5, within(1e-6));
    }

    @Test
    void hierarchicalSoftmaxGoesDownTheTree() throws IOException {
        // two labels: one inner node; its right child is the commoner label
        List<Prediction> predictions = read(model(HIERARCHICAL)).predict("good", 2);
        double right = 1 / (1 + Math.exp(-0.5 * 3));
        assertThat(predictions.get(0).label()).isEqualTo("fine");
        assertThat(predictions.get(0).probability()).isCloseTo(right, within(1e-4));
        assertThat(predictions.get(1).probability()).isCloseTo(1 - right, within(1e-4));
    }

    @Test
    void everyTruncationIsAnErrorThatNamesTheFile() {
        byte[] whole = model(SOFTMAX);
        for (int length = 0; length < whole.length; length++) {
            byte[] cut = Arrays.copyOf(whole, length);
            assertThatThrownBy(() -> read(cut))
                    .as("first %d bytes", length)
                    .isInstanceOf(IOException.class)
                    .hasMessageStartingWith("tiny.bin: ");
        }
    }

    @Test
    void saysWhatIsNoModel() {
        byte[] other = model(SOFTMAX);
        other[0] ^= 1;
        assertThatThrownBy(() -> read(other))
                .hasMessage("tiny.bin: offset 4: Invalid magic number: 793712315 (must be 793712314: is it a fastText"
                        + " model?)");
    }

    @Test
    void aTextOfNothingKnownHasNoLabelWhenTheLineEndIsUnknown() throws IOException {
        ByteBuffer bytes = ByteBuffer.wrap(model(SOFTMAX)).order(ByteOrder.LITTLE_ENDIAN);
        // rename the line end's entry
        byte[] renamed = bytes.array();
        int at = new String(renamed, StandardCharsets.ISO_8859_1).indexOf("</s>");
        renamed[at] = 'x';
        FastTextModel model = read(renamed);
        assertThat(model.predict("nothing known", 1)).isEmpty();
        assertThat(model.predict("", 1)).isEmpty();
        assertThat(model.predict("good\u0000bad\n", 1)).hasSize(1);
    }

    private static FastTextModel read(byte[] bytes) throws IOException {
        return FastTextModel.read(new ByteArrayInputStream(bytes), "tiny.bin");
    }

    /** Words </s> (0,0), good (1,0), bad (0,2); labels fine (3,0), poor (0,1); of dimension 2, without n-grams. */
    private static byte[] model(int loss) {
        ByteBuffer out = ByteBuffer.allocate(1024).order(ByteOrder.LITTLE_ENDIAN);
        out.putInt(793_712_314).putInt(12);
        for (int header : new int[] {2, 5, 5, 1, 5, 1, loss, 3, 0, 0, 0, 100}) {
            out.putInt(header);
        }
        out.putDouble(1e-4);
        out.putInt(5).putInt(3).putInt(2).putLong(100).putLong(-1);
        entry(out, "</s>", 50, 0);
        entry(out, "good", 30, 0);
        entry(out, "bad", 20, 0);
        entry(out, "__label__fine", 60, 1);
        entry(out, "__label__poor", 40, 1);
        out.put((byte) 0);
        out.putLong(3).putLong(2);
        for (float weight : new float[] {0, 0, 1, 0, 0, 2}) {
            out.putFloat(weight);
        }
        out.put((byte) 0);
        out.putLong(2).putLong(2);
        for (float weight : new float[] {3, 0, 0, 1}) {
            out.putFloat(weight);
        }
        return Arrays.copyOf(out.array(), out.position());
    }

    private static void entry(ByteBuffer out, String word, long count, int type) {
        out.put(word.getBytes(StandardCharsets.UTF_8))
                .put((byte) 0)
                .putLong(count)
                .put((byte) type);
    }
}
