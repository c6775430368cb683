package dev.millrace.trainer.loop;

import java.lang.ref.Reference;
import org.bytedeco.javacpp.FloatPointer;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** Moves whole vectors between Java arrays and ND4J's memory. */
public final class FlatVectors {
    /** Elements that fit the first cache beside others. */
    private static final int PIECE = 4096;

    private FlatVectors() {}

    /** A new [1, P] float32 array of zeros outside any workspace. */
    public static INDArray create(long length) {
        return Nd4j.createUninitializedDetached(DataType.FLOAT, 1, length).assign(0);
    }

    /** Copies an ND4J vector into an array of its length. */
    public static void read(INDArray from, float[] into) {
        check(from, into.length);
        read(from, 0, into.length, into);
    }

    /** Copies elements begin … end − 1 of an ND4J vector to the beginning of an array. */
    static void read(INDArray from, int begin, int end, float[] into) {
        check(from, Math.toIntExact(from.length()));
        try (FloatPointer pointer = new FloatPointer(from.data().addressPointer())) {
            pointer.position(pointer.position() + begin).get(into, 0, end - begin);
        } finally {
            Reference.reachabilityFence(from);
        }
    }

    /** Adds elements begin … end − 1 of an ND4J vector to those at the beginning of an array. */
    static void add(INDArray from, int begin, int end, float[] into) {
        check(from, Math.toIntExact(from.length()));
        float[] piece = new float[Math.min(PIECE, end - begin)];
        try (FloatPointer pointer = new FloatPointer(from.data().addressPointer())) {
            long start = pointer.position() + begin;
            for (int at = 0; at < end - begin; at += PIECE) {
                int count = Math.min(PIECE, end - begin - at);
                pointer.position(start + at).get(piece, 0, count);
                add(piece, into, at, count);
            }
        } finally {
            Reference.reachabilityFence(from);
        }
    }

    private static void add(float[] piece, float[] into, int at, int count) {
        for (int i = 0; i < count; i++) {
            into[at + i] += piece[i];
        }
    }

    /** Copies an array into an ND4J vector of its length. */
    public static void write(float[] from, INDArray into) {
        write(from, into, 0, from.length);
    }

    /** Copies elements begin … end − 1 of an array into their places in an ND4J vector of its length. */
    public static void write(float[] from, INDArray into, int begin, int end) {
        check(into, from.length);
        try (FloatPointer pointer = new FloatPointer(into.data().addressPointer())) {
            pointer.position(pointer.position() + begin).put(from, begin, end - begin);
        } finally {
            Reference.reachabilityFence(into);
        }
    }

    /** Copies the first elements of an array into an ND4J vector that may be shorter. */
    public static void writeFirst(float[] from, INDArray into) {
        int length = Math.toIntExact(Math.min(from.length, into.length()));
        check(into, length);
        try (FloatPointer pointer = new FloatPointer(into.data().addressPointer())) {
            pointer.put(from, 0, length);
        } finally {
            Reference.reachabilityFence(into);
        }
    }

    private static void check(INDArray vector, int length) {
        if (vector.dataType() != DataType.FLOAT
                || vector.length() != length
                || (length > 1 && vector.elementWiseStride() != 1)) {
            throw new IllegalArgumentException("Invalid vector: " + vector.shapeInfoToString() + " (must be " + length
                    + " float32 elements without gaps)");
        }
    }
}
