package dev.millrace.pipeline.spark;

import java.nio.ByteBuffer;

/** N-grams as bytes: ids of words, four bytes each, the highest first. */
final class NgramBytes {
    private NgramBytes() {}

    static byte[] of(int[] ids, int length) {
        ByteBuffer bytes = ByteBuffer.allocate(length * Integer.BYTES);
        for (int i = 0; i < length; i++) {
            bytes.putInt(ids[i]);
        }
        return bytes.array();
    }

    static void read(byte[] bytes, int[] ids) {
        ByteBuffer.wrap(bytes).asIntBuffer().get(ids);
    }
}
