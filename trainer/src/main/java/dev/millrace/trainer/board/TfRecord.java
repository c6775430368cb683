package dev.millrace.trainer.board;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.zip.CRC32C;

/**
 * TensorFlow's record framing, all little-endian:
 *
 * <pre>
 * uint64 length
 * uint32 masked CRC-32C of the 8 bytes of length
 * byte   data[length]
 * uint32 masked CRC-32C of data
 * masked(c) = (c rotated right by 15) + 0xa282ead8 modulo 2³²
 * </pre>
 *
 * Source: github.com/tensorflow/tensorflow, tensorflow/core/lib/io/record_writer.h and core/lib/hash/crc32c.h.
 */
final class TfRecord {
    private static final int MASK_ROTATION = 15;
    private static final int MASK_DELTA = 0xa282ead8;

    private TfRecord() {}

    /** One record around the data. */
    static byte[] frame(byte[] data) {
        ByteBuffer record = ByteBuffer.allocate(Long.BYTES + 2 * Integer.BYTES + data.length)
                .order(ByteOrder.LITTLE_ENDIAN);
        record.putLong(data.length);
        record.putInt(maskedCrc(record.array(), Long.BYTES));
        record.put(data);
        record.putInt(maskedCrc(data, data.length));
        return record.array();
    }

    static int maskedCrc(byte[] bytes, int length) {
        CRC32C crc = new CRC32C();
        crc.update(bytes, 0, length);
        return Integer.rotateRight((int) crc.getValue(), MASK_ROTATION) + MASK_DELTA;
    }
}
