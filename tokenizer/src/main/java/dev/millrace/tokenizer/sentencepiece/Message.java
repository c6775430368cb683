package dev.millrace.tokenizer.sentencepiece;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A Protocol Buffers message: its fields in the order of the file, those that nobody asks for included, so that they
 * are written again.
 *
 * @see <a href="https://protobuf.dev/programming-guides/encoding/">Protocol Buffers: encoding</a>
 */
final class Message {
    private static final int VARINT = 0;
    private static final int FIXED64 = 1;
    private static final int BYTES = 2;
    private static final int FIXED32 = 5;
    private static final int MOST_VARINT_BYTES = 10;

    private final List<Field> fields = new ArrayList<>();

    /** A field: its number, and its varint or fixed value, or what it has of wire type 2. */
    static final class Field {
        private final int tag;
        private final int wire;
        private final long number;
        private final byte[] bytes;
        private final int offset;

        private Field(int tag, int wire, long number, byte[] bytes, int offset) {
            this.tag = tag;
            this.wire = wire;
            this.number = number;
            this.bytes = bytes;
            this.offset = offset;
        }

        byte[] bytes() {
            return bytes;
        }

        /** Where its content begins in the file. */
        int offset() {
            return offset;
        }
    }

    /**
     * Reads a message.
     *
     * @param offset of the first byte in the file, for errors
     * @throws IllegalArgumentException naming the offset, if the bytes are no message
     */
    static Message of(byte[] bytes, int offset) {
        Message message = new Message();
        ByteBuffer in = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        while (in.hasRemaining()) {
            int at = offset + in.position();
            long key = varint(in, offset);
            int tag = (int) (key >>> 3);
            if (tag <= 0 || key >>> 3 > 0x1FFFFFFF) {
                throw new IllegalArgumentException("byte " + at + ": no field has the number " + (key >>> 3));
            }
            message.fields.add(field(in, tag, (int) (key & 7), offset, at));
        }
        return message;
    }

    private static Field field(ByteBuffer in, int tag, int wire, int offset, int at) {
        switch (wire) {
            case VARINT -> {
                return new Field(tag, wire, varint(in, offset), new byte[0], at);
            }
            case FIXED32, FIXED64 -> {
                int size = wire == FIXED32 ? Integer.BYTES : Long.BYTES;
                need(in, size, at);
                long number = wire == FIXED32 ? in.getInt() : in.getLong();
                return new Field(tag, wire, number, new byte[0], at);
            }
            case BYTES -> {
                long length = varint(in, offset);
                need(in, length, at);
                int start = offset + in.position();
                byte[] content = new byte[(int) length];
                in.get(content);
                return new Field(tag, wire, 0, content, start);
            }
            default -> throw new IllegalArgumentException("byte " + at + ": wire type " + wire + " is not known");
        }
    }

    private static void need(ByteBuffer in, long bytes, int at) {
        if (bytes < 0 || bytes > in.remaining()) {
            throw new IllegalArgumentException("byte " + at + ": a field goes past the end (is the file cut off?)");
        }
    }

    private static long varint(ByteBuffer in, int offset) {
        int at = offset + in.position();
        long value = 0;
        for (int i = 0; i < MOST_VARINT_BYTES; i++) {
            need(in, 1, at);
            byte next = in.get();
            value |= (next & 0x7FL) << (7 * i);
            if (next >= 0) {
                return value;
            }
        }
        throw new IllegalArgumentException("byte " + at + ": a number has over " + MOST_VARINT_BYTES + " bytes");
    }

    /** All fields with this number that hold messages, texts or bytes. */
    List<Field> all(int tag) {
        List<Field> found = new ArrayList<>();
        for (Field field : fields) {
            if (field.tag == tag) {
                found.add(expect(field, BYTES));
            }
        }
        return found;
    }

    /** The last field with this number counts, as everywhere in Protocol Buffers. */
    private Optional<Field> last(int tag) {
        for (int i = fields.size() - 1; i >= 0; i--) {
            if (fields.get(i).tag == tag) {
                return Optional.of(fields.get(i));
            }
        }
        return Optional.empty();
    }

    boolean has(int tag) {
        return last(tag).isPresent();
    }

    Optional<Message> message(int tag) {
        return last(tag).map(field -> of(expect(field, BYTES).bytes, field.offset));
    }

    long number(int tag, long otherwise) {
        return last(tag).map(field -> expect(field, VARINT).number).orElse(otherwise);
    }

    boolean flag(int tag, boolean otherwise) {
        return number(tag, otherwise ? 1 : 0) != 0;
    }

    float single(int tag, float otherwise) {
        return last(tag)
                .map(field -> Float.intBitsToFloat((int) expect(field, FIXED32).number))
                .orElse(otherwise);
    }

    byte[] bytes(int tag) {
        return last(tag).map(field -> expect(field, BYTES).bytes).orElseGet(() -> new byte[0]);
    }

    String text(int tag, String otherwise) {
        return last(tag).map(Message::text).orElse(otherwise);
    }

    /** @throws IllegalArgumentException if the field is no UTF-8 */
    static String text(Field field) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(expect(field, BYTES).bytes))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new IllegalArgumentException("byte " + field.offset + ": no UTF-8", e);
        }
    }

    private static Field expect(Field field, int wire) {
        if (field.wire != wire) {
            throw new IllegalArgumentException("byte " + field.offset + ": field " + field.tag + " has the wire type "
                    + field.wire + " where " + wire + " must stand");
        }
        return field;
    }

    Message add(int tag, long number) {
        fields.add(new Field(tag, VARINT, number, new byte[0], 0));
        return this;
    }

    Message add(int tag, boolean flag) {
        return add(tag, flag ? 1 : 0);
    }

    Message add(int tag, float number) {
        fields.add(new Field(tag, FIXED32, Float.floatToRawIntBits(number), new byte[0], 0));
        return this;
    }

    Message add(int tag, byte[] bytes) {
        fields.add(new Field(tag, BYTES, 0, bytes, 0));
        return this;
    }

    Message add(int tag, String text) {
        return add(tag, text.getBytes(StandardCharsets.UTF_8));
    }

    Message add(int tag, Message message) {
        return add(tag, message.toBytes());
    }

    byte[] toBytes() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (Field field : fields) {
            varint(out, ((long) field.tag << 3) | field.wire);
            switch (field.wire) {
                case VARINT -> varint(out, field.number);
                case BYTES -> {
                    varint(out, field.bytes.length);
                    out.writeBytes(field.bytes);
                }
                default -> {
                    int bits = field.wire == FIXED32 ? Integer.SIZE : Long.SIZE;
                    for (int shift = 0; shift < bits; shift += Byte.SIZE) {
                        out.write((int) (field.number >>> shift));
                    }
                }
            }
        }
        return out.toByteArray();
    }

    private static void varint(ByteArrayOutputStream out, long number) {
        long rest = number;
        while ((rest & ~0x7FL) != 0) {
            out.write((int) (rest & 0x7F) | 0x80);
            rest >>>= 7;
        }
        out.write((int) rest);
    }
}
