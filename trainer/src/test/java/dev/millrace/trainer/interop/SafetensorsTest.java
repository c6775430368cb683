package dev.millrace.trainer.interop;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;

class SafetensorsTest {
    @TempDir
    Path folder;

    private Path file;

    @BeforeEach
    void nameFile() {
        file = folder.resolve("a.safetensors");
    }

    @Test
    void readsBackWhatItWrote() throws IOException {
        Safetensors.write(
                file,
                List.of(
                        Tensor.floats("w", new float[] {1, -2.5f, Float.MIN_VALUE, 0, 5, 6}, 2, 3),
                        Tensor.longs("step", new long[] {Long.MIN_VALUE}),
                        Tensor.bytes("note", "é".getBytes(UTF_8)),
                        Tensor.floats("none", new float[0], 0, 7)),
                new TreeMap<>(Map.of("format", "pt")));

        try (SafetensorsFile read = Safetensors.read(file)) {
            assertThat(read.metadata()).containsExactly(Map.entry("format", "pt"));
            assertThat(read.tensors().keySet()).containsExactly("none", "note", "step", "w");
            assertThat(read.entry("w").describe()).isEqualTo("F32[2, 3]");
            assertThat(read.floats("w")).containsExactly(1, -2.5f, Float.MIN_VALUE, 0, 5, 6);
            assertThat(read.longs("step")).containsExactly(Long.MIN_VALUE);
            assertThat(read.bytes("note")).isEqualTo("é".getBytes(UTF_8));
            assertThat(read.floats("none")).isEmpty();
        }
    }

    @Test
    void writesTheLayoutThatOthersRead() throws IOException {
        Safetensors.write(file, List.of(Tensor.floats("a", new float[] {1}, 1)), new TreeMap<>());

        String header = "{\"a\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[0,4]}}  ";
        ByteBuffer expected = ByteBuffer.allocate(8 + header.length() + 4).order(ByteOrder.LITTLE_ENDIAN);
        expected.putLong(header.length()).put(header.getBytes(UTF_8)).putFloat(1);
        assertThat(Files.readAllBytes(file)).isEqualTo(expected.array());
    }

    @Test
    void movesLongVectorsPieceByPiece() throws IOException {
        float[] values = new float[3 * Safetensors.PIECE + 5];
        for (int i = 0; i < values.length; i++) {
            values[i] = i * 0.5f;
        }
        INDArray longer = Nd4j.create(DataType.FLOAT, 1, values.length + 2L);
        INDArray view = longer.get(NDArrayIndex.all(), NDArrayIndex.interval(1, values.length + 1L));
        view.assign(Nd4j.createFromArray(values).reshape(1, values.length));
        Safetensors.write(file, List.of(Tensor.floats("flat", view, 1, values.length)), new TreeMap<>());

        try (SafetensorsFile read = Safetensors.read(file)) {
            assertThat(read.floats("flat")).isEqualTo(values);
            INDArray into = Nd4j.create(DataType.FLOAT, 1, values.length);
            read.read("flat", into);
            assertThat(into.toFloatVector()).isEqualTo(values);
            assertThatThrownBy(() -> read.read("flat", longer))
                    .hasMessage(file + ": tensor 'flat' is F32[1, 196613] (must hold 196615 elements)");
        }
    }

    @Test
    void widensHalfPrecision() throws IOException {
        put(
                "{\"h\":{\"dtype\":\"F16\",\"shape\":[5],\"data_offsets\":[0,10]},"
                        + "\"b\":{\"dtype\":\"BF16\",\"shape\":[2],\"data_offsets\":[10,14]}}",
                new byte[] {
                    0x00,
                    0x3c,
                    0x00,
                    (byte) 0xc0,
                    0x01,
                    0x00,
                    (byte) 0xff,
                    0x7b,
                    0x00,
                    (byte) 0xfc,
                    (byte) 0x80,
                    0x3f,
                    0x20,
                    (byte) 0xc0
                });
        try (SafetensorsFile read = Safetensors.read(file)) {
            assertThat(read.floats("h")).containsExactly(1, -2, 0x1p-24f, 65504, Float.NEGATIVE_INFINITY);
            assertThat(read.floats("b")).containsExactly(1, -2.5f);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"a\":{\"dtype\":\"F32\",\"shape\":[3],\"data_offsets\":[0,12]}}|tensor 'a' ends at byte 12 of a data section of 8 (truncated?)",
                "{\"a\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[0,4]},\"b\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[0,8]}}|tensor 'b' begins at byte 0, overlapping one that ends at 4",
                "{\"a\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[4,8]}}|tensor 'a' begins at byte 4, leaving a gap after 0",
                "{\"a\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[0,4]}}|data section has 4 bytes that belong to no tensor",
                "{\"a\":{\"dtype\":\"Q4\",\"shape\":[2],\"data_offsets\":[0,8]}}|tensor 'a' has an unknown dtype 'Q4'",
                "{\"a\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[0,8]},\"a\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[0,8]}}|header is no valid JSON: Duplicate field 'a'",
                "{\"a\":{\"dtype\":\"F32\",\"shape\":[-2],\"data_offsets\":[0,8]}}|tensor 'a' has a negative shape: -2",
                "{\"a\":{\"dtype\":\"F32\",\"shape\":[4294967296,4294967296],\"data_offsets\":[0,8]}}|tensor 'a' is too large: F32[4294967296, 4294967296]",
                "{\"a\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[8,0]}}|tensor 'a' takes -8 bytes where F32[2] needs 8",
                "{\"a\":{\"dtype\":\"F32\",\"shape\":[2]}}|tensor 'a' lacks dtype, shape or a pair of data_offsets",
                "{\"a\":{\"dtype\":\"F32\",\"shape\":[\"2\"],\"data_offsets\":[0,8]}}|shape of 'a' holds VALUE_STRING (must be integers)",
                "{\"a\":7}|'a' is VALUE_NUMBER_INT (must be START_OBJECT)",
                "[]|the header is START_ARRAY (must be START_OBJECT)",
                "{\"__metadata__\":{\"k\":1}}|metadata 'k' is VALUE_NUMBER_INT (must be VALUE_STRING)",
            })
    void rejectsMalformedHeader(String header, String reason) throws IOException {
        put(header, new byte[8]);
        assertThatThrownBy(() -> Safetensors.read(file))
                .isInstanceOf(IOException.class)
                .hasMessage(file + ": " + reason);
    }

    @Test
    void rejectsHeaderThatIsNoWholeJson() throws IOException {
        put("{\"a\":{\"dtype\":\"F32\"", new byte[8]);
        assertThatThrownBy(() -> Safetensors.read(file))
                .hasMessageStartingWith(file + ": header is no valid JSON: Unexpected end-of-input");
    }

    @Test
    void rejectsFileShorterThanItsHeader() throws IOException {
        Files.write(file, new byte[] {100, 0, 0, 0, 0, 0, 0, 0, '{'});
        assertThatThrownBy(() -> Safetensors.read(file))
                .hasMessage(file + ": header of 100 bytes in a file of 9 (truncated?)");
        Files.write(file, new byte[3]);
        assertThatThrownBy(() -> Safetensors.read(file)).hasMessage(file + ": too short for a header: 3 bytes");
    }

    @Test
    void rejectsHeaderBeyondTheLimit() throws IOException {
        Files.write(file, new byte[] {-1, -1, -1, -1, -1, -1, -1, -1});
        assertThatThrownBy(() -> Safetensors.read(file))
                .hasMessage(file + ": header of 18446744073709551615 bytes (at most 100000000)");
    }

    @Test
    void saysWhatIsMissing() throws IOException {
        Safetensors.write(file, List.of(Tensor.longs("step", new long[] {1}, 1)), new TreeMap<>());
        try (SafetensorsFile read = Safetensors.read(file)) {
            assertThatThrownBy(() -> read.floats("w")).hasMessage(file + ": has no tensor 'w'");
            assertThatThrownBy(() -> read.floats("step"))
                    .hasMessage(file + ": tensor 'step' is I64[1] (must be F32, F64, F16 or BF16)");
        }
    }

    @Test
    void refusesTwoTensorsOfOneName() {
        List<Tensor> twice = List.of(Tensor.bytes("a", new byte[1]), Tensor.bytes("a", new byte[1]));
        assertThatThrownBy(() -> Safetensors.write(file, twice, new TreeMap<>()))
                .hasMessage("Invalid tensors: 'a' given twice");
    }

    private void put(String header, byte[] data) throws IOException {
        byte[] json = header.getBytes(UTF_8);
        ByteBuffer bytes = ByteBuffer.allocate(8 + json.length + data.length).order(ByteOrder.LITTLE_ENDIAN);
        Files.write(file, bytes.putLong(json.length).put(json).put(data).array());
    }
}
