package dev.millrace.trainer.board;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files are read back by a slow parser of framing and protobuf that shares nothing with the writer. */
class BoardTest {
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-01-02T03:04:05.250Z"), ZoneOffset.UTC);
    private static final double SECONDS = 1_767_323_045.25;

    @TempDir
    Path folder;

    /** Field number and value: a Long, Double, Float or byte[]. */
    private record Field(int number, Object value) {}

    @Test
    void checksAsPublished() {
        // RFC 3720, B.4, and the check value of CRC-32C
        assertThat(slowCrc("123456789".getBytes(StandardCharsets.US_ASCII))).isEqualTo(0xe3069283);
        assertThat(slowCrc(new byte[32])).isEqualTo(0x8a9136aa);
        for (byte[] bytes : List.of(new byte[0], new byte[32], "123456789".getBytes(StandardCharsets.US_ASCII))) {
            assertThat(TfRecord.maskedCrc(bytes, bytes.length)).isEqualTo(mask(slowCrc(bytes)));
        }
    }

    @Test
    void framesARecord() {
        // 12 + n + 4 bytes: length, its check, data, its check
        byte[] record = TfRecord.frame("abc".getBytes(StandardCharsets.US_ASCII));
        assertThat(record).hasSize(19).startsWith(3, 0, 0, 0, 0, 0, 0, 0);
        assertThat(records(record)).singleElement().isEqualTo("abc".getBytes(StandardCharsets.US_ASCII));
    }

    @Test
    void writesScalarsByStep() throws IOException {
        String file;
        try (Board board = Board.open(new Configuration(), folder.toString(), 0, CLOCK)) {
            file = board.file();
            board.add(1, Map.of("loss/training", 5.25));
            board.add(300, new TreeMap<>(Map.of("learning_rate", 0.001, "gradient_norm", Double.NaN)));
        }
        List<byte[]> records = records(Files.readAllBytes(Path.of(file)));
        assertThat(records).hasSize(4);
        assertThat(fields(records.get(0)))
                .satisfiesExactly(
                        time -> assertThat(time).isEqualTo(new Field(1, SECONDS)),
                        version -> assertThat(text(version)).isEqualTo("brain.Event:2"));
        List<Field> first = fields(records.get(2));
        assertThat(first).startsWith(new Field(1, SECONDS), new Field(2, 1L)).hasSize(3);
        assertThat(values(first)).containsExactly(Map.entry("loss/training", 5.25f));
        List<Field> second = fields(records.get(3));
        assertThat(second).contains(new Field(2, 300L));
        assertThat(values(second))
                .containsExactlyInAnyOrderEntriesOf(Map.of("learning_rate", 0.001f, "gradient_norm", Float.NaN));
    }

    @Test
    void aRunThatGoesOnTakesItsStepsOver() throws IOException {
        try (Board board = Board.open(new Configuration(), folder.toString(), 200, CLOCK)) {
            List<Field> start =
                    fields(records(Files.readAllBytes(Path.of(board.file()))).get(1));
            assertThat(start.get(1)).isEqualTo(new Field(2, 201L));
            assertThat(start.get(2).number()).isEqualTo(7);
            assertThat(fields((byte[]) start.get(2).value())).containsExactly(new Field(1, 1L));
        }
    }

    @Test
    void isSeenOnceFlushedAndLeavesNothingElse() throws IOException {
        try (Board board = Board.open(new Configuration(), folder.toString(), 0, CLOCK)) {
            board.add(1, Map.of("loss/training", 5.25));
            board.flush();
            assertThat(records(Files.readAllBytes(Path.of(board.file())))).hasSize(3);
        }
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files)
                    .singleElement()
                    .satisfies(file ->
                            assertThat(file.getFileName()).asString().startsWith("events.out.tfevents.1767323045."));
        }
    }

    @Test
    void namesTheFileThatCannotBeWritten() throws IOException {
        Path taken = Files.writeString(folder.resolve("taken"), "a file, not a folder");
        assertThatIOException()
                .isThrownBy(() -> Board.open(new Configuration(), taken.toString(), 0, CLOCK))
                .withMessageStartingWith(taken + "/events.out.tfevents.")
                .withMessageContaining("cannot be written: ");
    }

    private static Map<String, Float> values(List<Field> event) {
        Map<String, Float> values = new TreeMap<>();
        for (Field field : event) {
            if (field.number() == 5) {
                for (Field value : fields((byte[]) field.value())) {
                    List<Field> parts = fields((byte[]) value.value());
                    values.put(text(parts.get(0)), (Float) parts.get(1).value());
                }
            }
        }
        return values;
    }

    private static String text(Field field) {
        return new String((byte[]) field.value(), StandardCharsets.UTF_8);
    }

    private static List<byte[]> records(byte[] file) {
        List<byte[]> records = new ArrayList<>();
        int at = 0;
        while (at < file.length) {
            int length = (int) littleEndian(file, at, 8);
            assertThat((int) littleEndian(file, at + 8, 4)).isEqualTo(mask(slowCrc(part(file, at, 8))));
            byte[] data = part(file, at + 12, length);
            assertThat((int) littleEndian(file, at + 12 + length, 4)).isEqualTo(mask(slowCrc(data)));
            records.add(data);
            at += 16 + length;
        }
        return records;
    }

    private static List<Field> fields(byte[] message) {
        List<Field> fields = new ArrayList<>();
        int[] at = {0};
        while (at[0] < message.length) {
            long tag = varint(message, at);
            Object value;
            switch ((int) (tag & 7)) {
                case 0 -> value = varint(message, at);
                case 1 -> {
                    value = Double.longBitsToDouble(littleEndian(message, at[0], 8));
                    at[0] += 8;
                }
                case 2 -> {
                    int length = (int) varint(message, at);
                    value = part(message, at[0], length);
                    at[0] += length;
                }
                case 5 -> {
                    value = Float.intBitsToFloat((int) littleEndian(message, at[0], 4));
                    at[0] += 4;
                }
                default -> throw new AssertionError("wire type of tag " + tag);
            }
            fields.add(new Field((int) (tag >> 3), value));
        }
        return fields;
    }

    private static long varint(byte[] bytes, int[] at) {
        long value = 0;
        for (int shift = 0; ; shift += 7) {
            byte next = bytes[at[0]++];
            value |= (next & 0x7fL) << shift;
            if (next >= 0) {
                return value;
            }
        }
    }

    private static long littleEndian(byte[] bytes, int from, int count) {
        long value = 0;
        for (int i = count - 1; i >= 0; i--) {
            value = (value << 8) | (bytes[from + i] & 0xff);
        }
        return value;
    }

    private static byte[] part(byte[] bytes, int from, int length) {
        return java.util.Arrays.copyOfRange(bytes, from, from + length);
    }

    /** Bit by bit, the polynomial 0x1edc6f41 reflected. */
    private static int slowCrc(byte[] bytes) {
        int crc = -1;
        for (byte next : bytes) {
            crc ^= next & 0xff;
            for (int bit = 0; bit < 8; bit++) {
                crc = (crc & 1) == 1 ? (crc >>> 1) ^ 0x82f63b78 : crc >>> 1;
            }
        }
        return ~crc;
    }

    /** ((crc >> 15) | (crc << 17)) + 0xa282ead8, as core/lib/hash/crc32c.h has it. */
    private static int mask(int crc) {
        return ((crc >>> 15) | (crc << 17)) + 0xa282ead8;
    }
}
