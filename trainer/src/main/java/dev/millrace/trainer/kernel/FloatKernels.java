package dev.millrace.trainer.kernel;

import java.util.Arrays;
import org.nd4j.linalg.api.buffer.DataType;

/**
 * {@link Kernels} in float32. Rows are copied to the heap, worked on there and copied back: both the copies and the
 * loops over heap arrays become vector instructions, loops over memory outside the heap at an offset do not.
 */
final class FloatKernels implements Kernels {
    // gelu(x) = x·σ(x·(K0 + K1·x²)), σ(v) = 1/(1 + exp(−v)), K0 = 2√(2/π), K1 = 0.044715·K0
    private static final float K0 = (float) (2 * Math.sqrt(2 / Math.PI));
    private static final float K1 = (float) (2 * Math.sqrt(2 / Math.PI) * 0.044715);

    private final Blas blas;
    private final FloatRows rows = new FloatRows();
    private final FloatExponential exponential = new FloatExponential();
    private float[] first = new float[0];
    private float[] second = first;
    private float[] third = first;
    private float[] fourth = first;
    private float[] fifth = first;
    private float[] sixth = first;
    private float[] zeros = first;

    FloatKernels(Precision precision) {
        blas = new Blas(precision);
    }

    @Override
    public DataType type() {
        return DataType.FLOAT;
    }

    @Override
    public void multiply(Matrix a, Matrix b, double beta, Matrix c) {
        blas.multiplyFloats(a, b, (float) beta, c);
    }

    @Override
    public void clear(Matrix y) {
        reserve(y.columns());
        for (int r = 0; r < y.rows(); r++) {
            store(zeros, y, r);
        }
    }

    @Override
    public void copy(Matrix x, Matrix y) {
        reserve(y.columns());
        for (int r = 0; r < y.rows(); r++) {
            load(x, r, first);
            store(first, y, r);
        }
    }

    @Override
    public void fillRows(Matrix b, Matrix y) {
        reserve(y.columns());
        load(b, 0, first);
        for (int r = 0; r < y.rows(); r++) {
            store(first, y, r);
        }
    }

    @Override
    public void addRow(Matrix x, Matrix b, Matrix y) {
        int m = y.columns();
        reserve(m);
        load(b, 0, second);
        for (int r = 0; r < y.rows(); r++) {
            load(x, r, first);
            FloatRows.add(second, first, m);
            store(first, y, r);
        }
    }

    @Override
    public void sumRows(Matrix x, Matrix s) {
        int m = x.columns();
        reserve(m);
        Arrays.fill(second, 0, m, 0);
        for (int r = 0; r < x.rows(); r++) {
            load(x, r, first);
            FloatRows.add(first, second, m);
        }
        store(second, s, 0);
    }

    @Override
    public void layerNorm(Matrix x, Matrix g, Matrix b, double epsilon, Matrix y, Matrix statistics) {
        int m = x.columns();
        reserve(m);
        load(g, 0, third);
        load(b, 0, fourth);
        for (int r = 0; r < x.rows(); r++) {
            load(x, r, first);
            float mean = rows.sum(first, m) / m;
            FloatRows.affine(first, 1, -mean, first, m);
            FloatRows.product(first, first, second, m);
            float scale = (float) (1 / Math.sqrt(rows.sum(second, m) / m + epsilon));
            for (int j = 0; j < m; j++) {
                first[j] = first[j] * scale * third[j] + fourth[j];
            }
            store(first, y, r);
            statistics.put(r, 0, mean);
            statistics.put(r, 1, scale);
        }
    }

    @Override
    public void layerNormBackward(Matrix x, Matrix statistics, Matrix g, Matrix dy, Matrix dx, Matrix dg, Matrix db) {
        int m = x.columns();
        reserve(m);
        load(g, 0, third);
        float[] gainGradient = new float[m];
        float[] biasGradient = new float[m];
        for (int r = 0; r < x.rows(); r++) {
            load(x, r, first);
            load(dy, r, second);
            load(dx, r, sixth);
            float scale = (float) statistics.at(r, 1);
            FloatRows.affine(first, 1, (float) -statistics.at(r, 0), first, m);
            FloatRows.scale(first, scale, first, m);
            for (int j = 0; j < m; j++) {
                gainGradient[j] += second[j] * first[j];
                biasGradient[j] += second[j];
            }
            FloatRows.product(second, third, fourth, m);
            FloatRows.product(fourth, first, fifth, m);
            float meanGamma = rows.sum(fourth, m) / m;
            float meanProduct = rows.sum(fifth, m) / m;
            for (int j = 0; j < m; j++) {
                sixth[j] += scale * (fourth[j] - meanGamma - first[j] * meanProduct);
            }
            store(sixth, dx, r);
        }
        store(gainGradient, dg, 0);
        store(biasGradient, db, 0);
    }

    @Override
    public void gelu(Matrix x, Matrix y) {
        int m = x.columns();
        reserve(m);
        for (int r = 0; r < x.rows(); r++) {
            load(x, r, first);
            sigmoidDivisor(m);
            for (int j = 0; j < m; j++) {
                first[j] = first[j] / second[j];
            }
            store(first, y, r);
        }
    }

    // gelu′(x) = σ + x·σ·(1 − σ)·(K0 + 3·K1·x²)
    @Override
    public void geluBackward(Matrix x, Matrix dy, Matrix db) {
        int m = x.columns();
        reserve(m);
        Arrays.fill(fourth, 0, m, 0);
        for (int r = 0; r < x.rows(); r++) {
            load(x, r, first);
            load(dy, r, third);
            sigmoidDivisor(m);
            for (int j = 0; j < m; j++) {
                float v = first[j];
                float sigmoid = 1f / second[j];
                third[j] *= sigmoid + v * sigmoid * (1f - sigmoid) * (K0 + 3 * K1 * v * v);
            }
            FloatRows.add(third, fourth, m);
            store(third, dy, r);
        }
        store(fourth, db, 0);
    }

    @Override
    public void causalSoftmax(Matrix scores, int firstPosition, double alpha, Matrix logSums) {
        reserve(scores.columns());
        for (int r = 0; r < scores.rows(); r++) {
            int seen = Math.min(firstPosition + r + 1, scores.columns());
            load(scores, r, first);
            float largest = FloatRows.largest(first, seen);
            FloatRows.affine(first, (float) alpha, (float) -alpha * largest, first, seen);
            exponential.apply(first, seen);
            float sum = rows.sum(first, seen);
            FloatRows.scale(first, 1f / sum, first, seen);
            Arrays.fill(first, seen, scores.columns(), 0);
            store(first, scores, r);
            logSums.put(0, r, alpha * largest + Math.log(sum));
        }
    }

    @Override
    public void causalSoftmaxAgain(Matrix scores, int firstPosition, double alpha, Matrix logSums) {
        reserve(scores.columns());
        for (int r = 0; r < scores.rows(); r++) {
            int seen = Math.min(firstPosition + r + 1, scores.columns());
            load(scores, r, first);
            FloatRows.affine(first, (float) alpha, (float) -logSums.at(0, r), first, seen);
            exponential.apply(first, seen);
            Arrays.fill(first, seen, scores.columns(), 0);
            store(first, scores, r);
        }
    }

    @Override
    public void softmaxBackward(Matrix p, Matrix dp, double alpha) {
        int m = p.columns();
        float factor = (float) alpha;
        reserve(m);
        for (int r = 0; r < p.rows(); r++) {
            load(p, r, first);
            load(dp, r, second);
            FloatRows.product(first, second, third, m);
            float product = rows.sum(third, m);
            for (int j = 0; j < m; j++) {
                second[j] = factor * first[j] * (second[j] - product);
            }
            store(second, dp, r);
        }
    }

    @Override
    public double crossEntropyBackward(Matrix logits, int[] targets, int from, double weight) {
        int m = logits.columns();
        reserve(m);
        double loss = 0;
        for (int r = 0; r < logits.rows(); r++) {
            int target = targets[from + r];
            if (target < 0) {
                store(zeros, logits, r);
                continue;
            }
            load(logits, r, first);
            float logit = first[target];
            float largest = FloatRows.largest(first, m);
            float sum = exponentials(largest, m);
            loss += Math.log(sum) + largest - logit;
            FloatRows.scale(first, (float) (weight / sum), first, m);
            first[target] -= (float) weight;
            store(first, logits, r);
        }
        return loss;
    }

    @Override
    public double crossEntropy(Matrix logits, int[] targets, int from) {
        int m = logits.columns();
        reserve(m);
        double loss = 0;
        for (int r = 0; r < logits.rows(); r++) {
            int target = targets[from + r];
            if (target >= 0) {
                load(logits, r, first);
                float logit = first[target];
                float largest = FloatRows.largest(first, m);
                loss += Math.log(exponentials(largest, m)) + largest - logit;
            }
        }
        return loss;
    }

    @Override
    public void embed(Matrix table, Matrix positions, int[] ids, int context, Matrix y) {
        int m = y.columns();
        reserve(m);
        for (int r = 0; r < y.rows(); r++) {
            load(table, ids[r], first);
            load(positions, r % context, second);
            FloatRows.add(second, first, m);
            store(first, y, r);
        }
    }

    @Override
    public void embedBackward(Matrix dy, int[] ids, int context, Matrix dTable, Matrix dPositions) {
        int m = dy.columns();
        reserve(m);
        clear(dPositions);
        for (int r = 0; r < dy.rows(); r++) {
            load(dy, r, first);
            load(dTable, ids[r], second);
            FloatRows.add(first, second, m);
            store(second, dTable, ids[r]);
            load(dPositions, r % context, second);
            FloatRows.add(first, second, m);
            store(second, dPositions, r % context);
        }
    }

    /** first ← exp(first − largest); its sum. */
    private float exponentials(float largest, int m) {
        FloatRows.affine(first, 1, -largest, first, m);
        exponential.apply(first, m);
        return rows.sum(first, m);
    }

    /** second ← 1 + exp(−v), v = x·(K0 + K1·x²), x in first. */
    private void sigmoidDivisor(int m) {
        for (int j = 0; j < m; j++) {
            float v = first[j];
            second[j] = -v * (K0 + K1 * v * v);
        }
        exponential.apply(second, m);
        FloatRows.affine(second, 1, 1, second, m);
    }

    private static void load(Matrix matrix, int row, float[] into) {
        ((FloatRegion) matrix.region()).values().get(matrix.row(row), into, 0, matrix.columns());
    }

    private static void store(float[] from, Matrix matrix, int row) {
        ((FloatRegion) matrix.region()).values().put(matrix.row(row), from, 0, matrix.columns());
    }

    private void reserve(int columns) {
        if (first.length < columns) {
            first = new float[columns];
            second = new float[columns];
            third = new float[columns];
            fourth = new float[columns];
            fifth = new float[columns];
            sixth = new float[columns];
            zeros = new float[columns];
        }
    }
}
