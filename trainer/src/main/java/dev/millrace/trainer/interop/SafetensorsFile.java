package dev.millrace.trainer.interop;

import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Collections;
import java.util.SortedMap;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * An open safetensors file whose header has been checked. Tensors are read one at a time, so that memory holds no more
 * than the one asked for. Errors are {@link IOException}s that begin with the file.
 */
public final class SafetensorsFile implements Closeable {
    private final Path path;
    private final FileChannel channel;
    private final SafetensorsHeader header;
    private final long dataStart;

    private SafetensorsFile(Path path, FileChannel channel, SafetensorsHeader header, long dataStart) {
        this.path = path;
        this.channel = channel;
        this.header = header;
        this.dataStart = dataStart;
    }

    static SafetensorsFile open(Path path) throws IOException {
        FileChannel channel = FileChannel.open(path, StandardOpenOption.READ);
        try {
            long size = channel.size();
            if (size < Long.BYTES) {
                throw new IOException("too short for a header: " + size + " bytes");
            }
            ByteBuffer lengthField = fill(channel, 0, Long.BYTES);
            long length = lengthField.getLong();
            if (length < 0 || length > Safetensors.HEADER_LIMIT) {
                throw new IOException("header of " + Long.toUnsignedString(length) + " bytes (at most "
                        + Safetensors.HEADER_LIMIT + ")");
            }
            if (length > size - Long.BYTES) {
                throw new IOException("header of " + length + " bytes in a file of " + size + " (truncated?)");
            }
            byte[] json = fill(channel, Long.BYTES, (int) length).array();
            long dataStart = Long.BYTES + length;
            return new SafetensorsFile(path, channel, SafetensorsHeader.parse(json, size - dataStart), dataStart);
        } catch (IOException e) {
            channel.close();
            throw new IOException(path + ": " + e.getMessage(), e);
        }
    }

    /** Entries by name. */
    public SortedMap<String, TensorEntry> tensors() {
        return Collections.unmodifiableSortedMap(header.tensors());
    }

    /** The header's {@code __metadata__}; empty when there is none. */
    public SortedMap<String, String> metadata() {
        return Collections.unmodifiableSortedMap(header.metadata());
    }

    /** The entry of this name. */
    public TensorEntry entry(String name) throws IOException {
        TensorEntry entry = header.tensors().get(name);
        if (entry == null) {
            throw new IOException(path + ": has no tensor '" + name + "'");
        }
        return entry;
    }

    /** Elements of an F32, F64, F16 or BF16 tensor, row-major. */
    public float[] floats(String name) throws IOException {
        TensorEntry entry = entry(name);
        float[] values = new float[arrayLength(entry)];
        eachFloat(entry, (first, piece, count) -> System.arraycopy(piece, 0, values, (int) first, count));
        return values;
    }

    /**
     * Reads an F32, F64, F16 or BF16 tensor into a flat array.
     *
     * @param into float32 vector without gaps, of the tensor's number of elements
     */
    public void read(String name, INDArray into) throws IOException {
        TensorEntry entry = entry(name);
        if (into.length() != entry.elements()) {
            throw new IOException(path + ": tensor '" + name + "' is " + entry.describe() + " (must hold "
                    + into.length() + " elements)");
        }
        FlatArray flat = new FlatArray(into);
        eachFloat(entry, flat::write);
    }

    /** Elements of an I64 or I32 tensor, row-major. */
    public long[] longs(String name) throws IOException {
        TensorEntry entry = entry(name);
        long[] values = new long[arrayLength(entry)];
        for (long first = 0; first < values.length; first += Safetensors.PIECE) {
            int count = (int) Math.min(Safetensors.PIECE, values.length - first);
            ByteBuffer bytes = piece(entry, first, count);
            for (int i = 0; i < count; i++) {
                values[(int) first + i] = switch (entry.type()) {
                    case I64 -> bytes.getLong();
                    case I32 -> bytes.getInt();
                    default -> throw wrongType(entry, "I64 or I32");
                };
            }
        }
        return values;
    }

    /** Bytes of a U8 or I8 tensor. */
    public byte[] bytes(String name) throws IOException {
        TensorEntry entry = entry(name);
        if (entry.type() != ElementType.U8 && entry.type() != ElementType.I8) {
            throw wrongType(entry, "U8 or I8");
        }
        return piece(entry, 0, arrayLength(entry)).array();
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }

    private void eachFloat(TensorEntry entry, Floats sink) throws IOException {
        float[] piece = new float[(int) Math.min(Safetensors.PIECE, entry.elements())];
        for (long first = 0; first < entry.elements(); first += Safetensors.PIECE) {
            int count = (int) Math.min(Safetensors.PIECE, entry.elements() - first);
            ByteBuffer bytes = piece(entry, first, count);
            for (int i = 0; i < count; i++) {
                piece[i] = switch (entry.type()) {
                    case F32 -> bytes.getFloat();
                    case F64 -> (float) bytes.getDouble();
                    case BF16 -> Float.intBitsToFloat(bytes.getShort() << Short.SIZE);
                    case F16 -> HalfPrecision.toFloat(bytes.getShort());
                    default -> throw wrongType(entry, "F32, F64, F16 or BF16");
                };
            }
            sink.accept(first, piece, count);
        }
    }

    private ByteBuffer piece(TensorEntry entry, long first, int count) throws IOException {
        int width = entry.type().bytes();
        try {
            return fill(channel, dataStart + entry.begin() + first * width, Math.multiplyExact(count, width));
        } catch (EOFException e) {
            throw new IOException(path + ": " + e.getMessage(), e);
        }
    }

    private int arrayLength(TensorEntry entry) throws IOException {
        if (entry.elements() > Integer.MAX_VALUE - Long.BYTES) {
            throw new IOException(path + ": tensor '" + entry.name() + "' is too large for an array: "
                    + entry.elements() + " elements");
        }
        return (int) entry.elements();
    }

    private IOException wrongType(TensorEntry entry, String wanted) {
        return new IOException(
                path + ": tensor '" + entry.name() + "' is " + entry.describe() + " (must be " + wanted + ")");
    }

    private static ByteBuffer fill(FileChannel channel, long position, int count) throws IOException {
        ByteBuffer buffer = ByteBuffer.allocate(count).order(ByteOrder.LITTLE_ENDIAN);
        while (buffer.hasRemaining()) {
            if (channel.read(buffer, position + buffer.position()) < 0) {
                throw new EOFException("ends at byte " + (position + buffer.position()) + " while being read");
            }
        }
        return buffer.flip();
    }

    private interface Floats {
        void accept(long first, float[] piece, int count);
    }
}
