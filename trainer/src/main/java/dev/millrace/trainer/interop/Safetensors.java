package dev.millrace.trainer.interop;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;

/**
 * Reads and writes safetensors files: eight bytes of header length (little-endian), a JSON header, the tensors' bytes
 * row-major. Source: github.com/huggingface/safetensors, "Format".
 */
public final class Safetensors {
    /** Bytes that a header may have. */
    public static final int HEADER_LIMIT = 100_000_000;

    /** Elements that are moved at a time. */
    static final int PIECE = 1 << 16;

    private Safetensors() {}

    /**
     * Opens a file and checks its header: every tensor's place, size and type.
     *
     * @throws IOException when the file is missing, truncated or malformed; the message begins with the file
     */
    public static SafetensorsFile read(Path path) throws IOException {
        return SafetensorsFile.open(path);
    }

    /**
     * Writes a new file, or over an old one, and forces it to the disk. Same tensors in the same order, same bytes.
     *
     * @throws IllegalArgumentException when two tensors have one name
     */
    public static void write(Path path, List<Tensor> tensors, SortedMap<String, String> metadata) throws IOException {
        Set<String> names = new HashSet<>();
        for (Tensor tensor : tensors) {
            if (!names.add(tensor.name())) {
                throw new IllegalArgumentException("Invalid tensors: '" + tensor.name() + "' given twice");
            }
        }
        byte[] header = SafetensorsHeader.render(tensors, metadata);
        if (header.length > HEADER_LIMIT) {
            throw new IOException(path + ": header of " + header.length + " bytes (at most " + HEADER_LIMIT + ")");
        }
        try (FileChannel channel = FileChannel.open(
                path, StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.WRITE)) {
            ByteBuffer length = ByteBuffer.allocate(Long.BYTES).order(ByteOrder.LITTLE_ENDIAN);
            drain(channel, length.putLong(header.length).flip());
            drain(channel, ByteBuffer.wrap(header));
            ByteBuffer piece = ByteBuffer.allocate(PIECE * Long.BYTES).order(ByteOrder.LITTLE_ENDIAN);
            for (Tensor tensor : tensors) {
                for (long first = 0; first < tensor.elements(); first += PIECE) {
                    tensor.copy(first, (int) Math.min(PIECE, tensor.elements() - first), piece.clear());
                    drain(channel, piece.flip());
                }
            }
            channel.force(true);
        }
    }

    private static void drain(FileChannel channel, ByteBuffer bytes) throws IOException {
        while (bytes.hasRemaining()) {
            channel.write(bytes);
        }
    }
}
