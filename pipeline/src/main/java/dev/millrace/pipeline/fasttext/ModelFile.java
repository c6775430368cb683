package dev.millrace.pipeline.fasttext;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;

/** Little-endian values of a model file, with the place of what is wrong in every error. */
final class ModelFile {
    /** More elements than any array holds are refused before they are allocated. */
    private static final long LARGEST = Integer.MAX_VALUE - 8L;

    private static final int CHUNK = 1 << 20;
    private static final int LONGEST_WORD = 1 << 16;

    private final DataInputStream in;
    private final String name;
    private long offset;

    ModelFile(InputStream in, String name) {
        this.in = new DataInputStream(in);
        this.name = name;
    }

    int int32(String what) throws IOException {
        return Integer.reverseBytes((int) bigEndian(Integer.BYTES, what));
    }

    long int64(String what) throws IOException {
        return Long.reverseBytes(bigEndian(Long.BYTES, what));
    }

    double float64(String what) throws IOException {
        return Double.longBitsToDouble(int64(what));
    }

    byte int8(String what) throws IOException {
        return (byte) bigEndian(Byte.BYTES, what);
    }

    /** A byte that is 0 or 1. */
    boolean flag(String what) throws IOException {
        byte value = int8(what);
        if (value != 0 && value != 1) {
            throw damaged("Invalid " + what + ": " + value + " (must be 0 or 1)");
        }
        return value == 1;
    }

    /** A count from 0 to what an array can hold. */
    int size(String what, long value) throws IOException {
        if (value < 0 || value > LARGEST) {
            throw damaged("Invalid " + what + ": " + value + " (must be from 0 to " + LARGEST + ")");
        }
        return (int) value;
    }

    /** Bytes up to a NUL, which is taken too. */
    byte[] word() throws IOException {
        ByteArrayOutputStream word = new ByteArrayOutputStream();
        for (byte b = int8("word"); b != 0; b = int8("word")) {
            if (word.size() == LONGEST_WORD) {
                throw damaged("Invalid word: longer than " + LONGEST_WORD + " bytes");
            }
            word.write(b);
        }
        return word.toByteArray();
    }

    /** Read in pieces, so that a file that lies about its size fails before memory does. */
    byte[] bytes(int count, String what) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(Math.min(count, CHUNK));
        byte[] chunk = new byte[Math.min(count, CHUNK)];
        for (int left = count; left > 0; ) {
            int length = Math.min(left, chunk.length);
            try {
                in.readFully(chunk, 0, length);
            } catch (EOFException e) {
                throw truncated(what, e);
            }
            bytes.write(chunk, 0, length);
            offset += length;
            left -= length;
        }
        return bytes.toByteArray();
    }

    float[] floats(int count, String what) throws IOException {
        byte[] bytes = bytes(size(what, (long) count * Float.BYTES), what);
        float[] floats = new float[count];
        java.nio.ByteBuffer.wrap(bytes)
                .order(java.nio.ByteOrder.LITTLE_ENDIAN)
                .asFloatBuffer()
                .get(floats);
        return floats;
    }

    IOException damaged(String problem) {
        return new IOException(name + ": offset " + offset + ": " + problem);
    }

    private long bigEndian(int bytes, String what) throws IOException {
        long value = 0;
        try {
            for (int i = 0; i < bytes; i++) {
                value = value << Byte.SIZE | in.readUnsignedByte();
            }
        } catch (EOFException e) {
            throw truncated(what, e);
        }
        offset += bytes;
        return value;
    }

    private IOException truncated(String what, EOFException e) {
        return new IOException(name + ": ends at or after offset " + offset + " within " + what, e);
    }
}
