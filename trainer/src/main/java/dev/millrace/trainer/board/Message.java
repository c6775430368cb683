package dev.millrace.trainer.board;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;

/**
 * A protobuf message under construction, field after field: a field is varint(number · 8 + wire type) and its value; a
 * varint holds seven bits a byte, the lowest first, bit 7 set on all but the last. Source: protobuf.dev, Encoding.
 */
final class Message {
    private static final int VARINT = 0;
    private static final int FIXED64 = 1;
    private static final int LENGTH_DELIMITED = 2;
    private static final int FIXED32 = 5;

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

    Message number(int field, long value) {
        tag(field, VARINT);
        varint(value);
        return this;
    }

    Message float64(int field, double value) {
        tag(field, FIXED64);
        littleEndian(Long.BYTES, buffer -> buffer.putDouble(value));
        return this;
    }

    Message float32(int field, float value) {
        tag(field, FIXED32);
        littleEndian(Integer.BYTES, buffer -> buffer.putFloat(value));
        return this;
    }

    Message text(int field, String value) {
        return block(field, value.getBytes(StandardCharsets.UTF_8));
    }

    Message message(int field, Message value) {
        return block(field, value.toBytes());
    }

    byte[] toBytes() {
        return bytes.toByteArray();
    }

    private Message block(int field, byte[] value) {
        tag(field, LENGTH_DELIMITED);
        varint(value.length);
        bytes.writeBytes(value);
        return this;
    }

    private void tag(int field, int wireType) {
        varint(field << 3 | wireType);
    }

    private void varint(long value) {
        long rest = value;
        while ((rest & ~0x7fL) != 0) {
            bytes.write((int) (rest & 0x7f) | 0x80);
            rest >>>= 7;
        }
        bytes.write((int) rest);
    }

    private void littleEndian(int size, Consumer<ByteBuffer> value) {
        ByteBuffer buffer = ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
        value.accept(buffer);
        bytes.writeBytes(buffer.array());
    }
}
