package dev.millrace.pipeline.classifier;

import dev.millrace.pipeline.classifier.NgramFeatures.Shape;
import dev.millrace.pipeline.stage.ResourceException;
import dev.millrace.pipeline.storage.Storage;
import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.zip.CRC32;
import java.util.zip.CheckedInputStream;
import java.util.zip.CheckedOutputStream;
import org.apache.hadoop.fs.Path;

/**
 * The file of a linear model, big-endian: {@code MLRCLS01}, n-gram, bits, most words (int each), bias (double), number
 * of weights (int); for each weight other than 0 the distance from the bucket before it (int) and the weight (float);
 * CRC-32 of all that (long).
 */
public final class ModelFile {
    /** {@code MLRCLS01} */
    private static final long MAGIC = 0x4d4c52434c533031L;

    private ModelFile() {}

    public static void write(LinearModel model, OutputStream out) throws IOException {
        CheckedOutputStream checked = new CheckedOutputStream(out, new CRC32());
        DataOutputStream data = new DataOutputStream(checked);
        Shape shape = model.shape();
        data.writeLong(MAGIC);
        data.writeInt(shape.ngram());
        data.writeInt(shape.bits());
        data.writeInt(shape.maximumWords());
        data.writeDouble(model.bias());
        int count = 0;
        for (int bucket = 0; bucket < shape.buckets(); bucket++) {
            count += model.weight(bucket) != 0 ? 1 : 0;
        }
        data.writeInt(count);
        int last = 0;
        for (int bucket = 0; bucket < shape.buckets(); bucket++) {
            if (model.weight(bucket) != 0) {
                data.writeInt(bucket - last);
                data.writeFloat(model.weight(bucket));
                last = bucket;
            }
        }
        data.writeLong(checked.getChecksum().getValue());
        data.flush();
    }

    /** @throws ResourceException naming the file when it is missing, cut, damaged or no model */
    public static LinearModel read(String file) {
        Path path = new Path(file);
        try (InputStream in =
                new BufferedInputStream(path.getFileSystem(Storage.settings()).open(path), 1 << 16)) {
            return read(in, file);
        } catch (FileNotFoundException e) {
            throw new ResourceException(file + ": no such file", e);
        } catch (EOFException e) {
            throw new ResourceException(file + ": ends in the middle of the model; copy or train it again", e);
        } catch (IOException e) {
            throw new ResourceException(file + ": can't be read: " + e.getMessage(), e);
        }
    }

    static LinearModel read(InputStream in, String file) throws IOException {
        CheckedInputStream checked = new CheckedInputStream(in, new CRC32());
        DataInputStream data = new DataInputStream(checked);
        if (data.readLong() != MAGIC) {
            throw new ResourceException(file + ": no model of train-classifier");
        }
        Shape shape = shape(data, file);
        double bias = data.readDouble();
        int count = data.readInt();
        if (count < 0 || count > shape.buckets() || !Double.isFinite(bias)) {
            throw damaged(file);
        }
        float[] weights = new float[shape.buckets()];
        long bucket = 0;
        for (int i = 0; i < count; i++) {
            bucket += data.readInt();
            if (bucket < 0 || bucket >= weights.length) {
                throw damaged(file);
            }
            weights[(int) bucket] = data.readFloat();
        }
        long found = checked.getChecksum().getValue();
        if (data.readLong() != found) {
            throw damaged(file);
        }
        return new LinearModel(shape, bias, weights);
    }

    private static Shape shape(DataInputStream data, String file) throws IOException {
        int ngram = data.readInt();
        int bits = data.readInt();
        int maximumWords = data.readInt();
        try {
            return new Shape(ngram, bits, maximumWords);
        } catch (IllegalArgumentException e) {
            throw damaged(file);
        }
    }

    private static ResourceException damaged(String file) {
        return new ResourceException(file + ": is damaged; copy or train it again");
    }
}
