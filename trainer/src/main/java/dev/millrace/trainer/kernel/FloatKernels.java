package dev.millrace.trainer.kernel;

import java.util.Arrays;
import org.nd4j.linalg.api.buffer.DataType;

/**
 * {@link Kernels} in float32. A row is copied to an array on the heap, worked on there in one or two sweeps, and copied
 * back: copies and sweeps become vector instructions on every Java, and none runs past a row's end in memory.
 */
final class FloatKernels implements Kernels {
    private final Blas blas;
    private final Scratch scratch = new Scratch();
    private final RowMath math;
    private final float[] sums = new float[2];

    FloatKernels(Precision precision) {
        this(precision, Rows.create());
    }

    FloatKernels(Precision precision, RowMath math) {
        this.blas = new Blas(precision);
        this.math = math;
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
        float[] zeros = scratch.zeros(y.columns());
        for (int r = 0; r < y.rows(); r++) {
            store(zeros, y, r);
        }
    }

    @Override
    public void copy(Matrix x, Matrix y) {
        float[] row = scratch.row(0, y.columns());
        for (int r = 0; r < y.rows(); r++) {
            load(x, r, row);
            store(row, y, r);
        }
    }

    @Override
    public void fillRows(Matrix b, Matrix y) {
        float[] row = scratch.row(0, y.columns());
        load(b, 0, row);
        for (int r = 0; r < y.rows(); r++) {
            store(row, y, r);
        }
    }

    @Override
    public void addRow(Matrix x, Matrix b, Matrix y) {
        int n = math.padded(y.columns());
        float[] row = scratch.row(0, n);
        float[] term = scratch.row(1, n);
        load(b, 0, term);
        for (int r = 0; r < y.rows(); r++) {
            load(x, r, row);
            math.add(term, row, n);
            store(row, y, r);
        }
    }

    @Override
    public void add(Matrix x, Matrix y) {
        int n = math.padded(y.columns());
        float[] row = scratch.row(0, n);
        float[] other = scratch.row(1, n);
        for (int r = 0; r < y.rows(); r++) {
            load(x, r, row);
            load(y, r, other);
            math.add(row, other, n);
            store(other, y, r);
        }
    }

    @Override
    public void scale(Matrix x, double factor) {
        int n = math.padded(x.columns());
        float[] row = scratch.row(0, n);
        for (int r = 0; r < x.rows(); r++) {
            load(x, r, row);
            math.scale(row, (float) factor, n);
            store(row, x, r);
        }
    }

    @Override
    public void sumRows(Matrix x, Matrix s) {
        int n = math.padded(x.columns());
        float[] row = scratch.row(0, n);
        float[] sum = scratch.cleared(1, n);
        for (int r = 0; r < x.rows(); r++) {
            load(x, r, row);
            math.add(row, sum, n);
        }
        store(sum, s, 0);
    }

    @Override
    public void layerNorm(Matrix x, Matrix g, Matrix b, double epsilon, Matrix y, Matrix statistics) {
        float[] bias = scratch.row(2, math.padded(x.columns()));
        load(b, 0, bias);
        layerNorm(x, g, bias, epsilon, y, statistics);
    }

    @Override
    public void layerNorm(Matrix x, Matrix g, double epsilon, Matrix y, Matrix statistics) {
        layerNorm(x, g, scratch.cleared(2, math.padded(x.columns())), epsilon, y, statistics);
    }

    private void layerNorm(Matrix x, Matrix g, float[] bias, double epsilon, Matrix y, Matrix statistics) {
        int m = x.columns();
        int n = math.padded(m);
        float[] row = scratch.row(0, n);
        float[] gain = scratch.row(1, n);
        load(g, 0, gain);
        for (int r = 0; r < x.rows(); r++) {
            load(x, r, row);
            pad(row, m, n);
            float mean = math.sum(row, n) / m;
            float rho = (float) (1 / Math.sqrt(math.squaredDeviations(row, mean, m) / m + epsilon));
            math.normalise(row, mean, rho, gain, bias, n);
            store(row, y, r);
            statistics.put(r, 0, mean);
            statistics.put(r, 1, rho);
        }
    }

    @Override
    public void layerNormBackward(Matrix x, Matrix statistics, Matrix g, Matrix dy, Matrix dx, Matrix dg, Matrix db) {
        normBackward(x, statistics, g, dy, dx, dg, Centring.MEAN);
        store(scratch.row(6, db.columns()), db, 0);
    }

    @Override
    public void layerNormBackward(Matrix x, Matrix statistics, Matrix g, Matrix dy, Matrix dx, Matrix dg) {
        normBackward(x, statistics, g, dy, dx, dg, Centring.MEAN);
    }

    @Override
    public void rmsNorm(Matrix x, Matrix g, double epsilon, Matrix y, Matrix statistics) {
        int m = x.columns();
        int n = math.padded(m);
        float[] row = scratch.row(0, n);
        float[] gain = scratch.row(1, n);
        float[] none = scratch.cleared(2, n);
        load(g, 0, gain);
        for (int r = 0; r < x.rows(); r++) {
            load(x, r, row);
            pad(row, m, n);
            float rho = (float) (1 / Math.sqrt(math.product(row, row, n) / m + epsilon));
            math.normalise(row, 0, rho, gain, none, n);
            store(row, y, r);
            statistics.put(r, 1, rho);
        }
    }

    @Override
    public void rmsNormBackward(Matrix x, Matrix statistics, Matrix g, Matrix dy, Matrix dx, Matrix dg) {
        normBackward(x, statistics, g, dy, dx, dg, Centring.NONE);
    }

    private enum Centring {
        MEAN,
        NONE
    }

    /** With x̂ = (x − μ)·ρ and γ = dy ∘ g: dx += ρ·(γ − mean(γ) − x̂·mean(γ ∘ x̂)); without μ there is no mean(γ). */
    private void normBackward(
            Matrix x, Matrix statistics, Matrix g, Matrix dy, Matrix dx, Matrix dg, Centring centring) {
        int m = x.columns();
        int n = math.padded(m);
        float[] normal = scratch.row(0, n);
        float[] gain = scratch.row(1, n);
        float[] upper = scratch.row(2, n);
        float[] lower = scratch.row(3, n);
        float[] gamma = scratch.row(4, n);
        float[] gainGradient = scratch.cleared(5, n);
        float[] biasGradient = scratch.cleared(6, n);
        load(g, 0, gain);
        pad(gain, m, n);
        for (int r = 0; r < x.rows(); r++) {
            load(x, r, normal);
            pad(normal, m, n);
            load(dy, r, upper);
            load(dx, r, lower);
            pad(upper, m, n);
            float mean = centring == Centring.MEAN ? (float) statistics.at(r, 0) : 0;
            float rho = (float) statistics.at(r, 1);
            math.normGradients(normal, mean, rho, gain, upper, gamma, gainGradient, biasGradient, sums, n);
            float meanGamma = centring == Centring.MEAN ? sums[0] / m : 0;
            math.normInput(lower, rho, gamma, meanGamma, normal, sums[1] / m, n);
            store(lower, dx, r);
        }
        store(gainGradient, dg, 0);
    }

    @Override
    public void activate(Activation f, Matrix x, Matrix y) {
        int n = math.padded(x.columns());
        float[] row = scratch.row(0, n);
        for (int r = 0; r < x.rows(); r++) {
            load(x, r, row);
            math.activate(f, row, row, n);
            store(row, y, r);
        }
    }

    @Override
    public void activateBackward(Activation f, Matrix x, Matrix dy) {
        activateBackward(f, x, dy, scratch.cleared(3, math.padded(x.columns())));
    }

    @Override
    public void activateBackward(Activation f, Matrix x, Matrix dy, Matrix db) {
        float[] sum = scratch.cleared(3, math.padded(x.columns()));
        activateBackward(f, x, dy, sum);
        store(sum, db, 0);
    }

    private void activateBackward(Activation f, Matrix x, Matrix dy, float[] sum) {
        int n = math.padded(x.columns());
        float[] row = scratch.row(0, n);
        float[] slope = scratch.row(1, n);
        float[] upper = scratch.row(2, n);
        for (int r = 0; r < x.rows(); r++) {
            load(x, r, row);
            load(dy, r, upper);
            math.slopes(f, row, slope, n);
            math.slopeGradients(upper, slope, sum, n);
            store(upper, dy, r);
        }
    }

    @Override
    public void gate(Activation f, Matrix gate, Matrix up, Matrix y) {
        int n = math.padded(y.columns());
        float[] opening = scratch.row(0, n);
        float[] value = scratch.row(1, n);
        for (int r = 0; r < y.rows(); r++) {
            load(gate, r, opening);
            load(up, r, value);
            math.activate(f, opening, opening, n);
            math.multiply(opening, value, n);
            store(value, y, r);
        }
    }

    @Override
    public void gateBackward(Activation f, Matrix gate, Matrix up, Matrix dy, Matrix dGate, Matrix dUp) {
        int n = math.padded(dy.columns());
        float[] opening = scratch.row(0, n);
        float[] value = scratch.row(1, n);
        float[] upper = scratch.row(2, n);
        float[] slope = scratch.row(3, n);
        for (int r = 0; r < dy.rows(); r++) {
            load(gate, r, opening);
            load(up, r, value);
            load(dy, r, upper);
            math.slopes(f, opening, slope, n);
            math.activate(f, opening, opening, n);
            math.gateGradients(upper, opening, value, slope, n);
            store(slope, dGate, r);
            store(value, dUp, r);
        }
    }

    @Override
    public void softmax(Matrix scores, int[] begins, int[] ends, int first, double alpha, Matrix logSums) {
        int m = scores.columns();
        float[] row = scratch.row(0, math.padded(m));
        for (int r = 0; r < scores.rows(); r++) {
            int begin = begins[first + r];
            int end = Math.min(m, ends[first + r]);
            if (end <= begin) {
                store(scratch.zeros(m), scores, r);
                logSums.put(0, r, 0);
                continue;
            }
            int n = seen(scores, r, begin, end, row);
            float largest = math.largest(row, n);
            float sum = math.exponentials(row, n, (float) alpha, (float) -alpha * largest);
            math.scale(row, 1f / sum, n);
            unseen(row, begin, end, m);
            store(row, scores, r);
            logSums.put(0, r, alpha * largest + Math.log(sum));
        }
    }

    @Override
    public void softmaxAgain(Matrix scores, int[] begins, int[] ends, int first, double alpha, Matrix logSums) {
        int m = scores.columns();
        float[] row = scratch.row(0, math.padded(m));
        for (int r = 0; r < scores.rows(); r++) {
            int begin = begins[first + r];
            int end = Math.min(m, ends[first + r]);
            if (end <= begin) {
                store(scratch.zeros(m), scores, r);
                continue;
            }
            int n = seen(scores, r, begin, end, row);
            math.exponentials(row, n, (float) alpha, (float) -logSums.at(0, r));
            unseen(row, begin, end, m);
            store(row, scores, r);
        }
    }

    /** Loads a row up to its last seen column, −∞ where it does not see; its padded length. */
    private int seen(Matrix scores, int r, int begin, int end, float[] row) {
        int n = math.padded(end);
        load(scores, r, Math.min(n, scores.columns()), row);
        Arrays.fill(row, 0, begin, Float.NEGATIVE_INFINITY);
        Arrays.fill(row, end, n, Float.NEGATIVE_INFINITY);
        return n;
    }

    private static void unseen(float[] row, int begin, int end, int m) {
        Arrays.fill(row, 0, begin, 0);
        Arrays.fill(row, end, m, 0);
    }

    @Override
    public void softmaxBackward(Matrix p, Matrix dp, double alpha) {
        int m = p.columns();
        int n = math.padded(m);
        float factor = (float) alpha;
        float[] share = scratch.row(0, n);
        float[] upper = scratch.row(1, n);
        for (int r = 0; r < p.rows(); r++) {
            load(p, r, share);
            load(dp, r, upper);
            pad(share, m, n);
            pad(upper, m, n);
            float product = math.product(share, upper, n);
            math.softmaxGradient(share, upper, product, factor, n);
            store(upper, dp, r);
        }
    }

    @Override
    public double crossEntropyBackward(Matrix logits, int[] targets, int from, double weight) {
        int m = logits.columns();
        int n = math.padded(m);
        float[] row = scratch.row(0, n);
        double loss = 0;
        for (int r = 0; r < logits.rows(); r++) {
            int target = targets[from + r];
            if (target < 0) {
                store(scratch.zeros(m), logits, r);
                continue;
            }
            load(logits, r, row);
            Arrays.fill(row, m, n, Float.NEGATIVE_INFINITY);
            float logit = row[target];
            float largest = math.largest(row, n);
            float sum = math.exponentials(row, n, 1, -largest);
            loss += Math.log(sum) + largest - logit;
            math.scale(row, (float) (weight / sum), n);
            row[target] -= (float) weight;
            store(row, logits, r);
        }
        return loss;
    }

    @Override
    public double crossEntropy(Matrix logits, int[] targets, int from) {
        int m = logits.columns();
        int n = math.padded(m);
        float[] row = scratch.row(0, n);
        double loss = 0;
        for (int r = 0; r < logits.rows(); r++) {
            int target = targets[from + r];
            if (target >= 0) {
                load(logits, r, row);
                Arrays.fill(row, m, n, Float.NEGATIVE_INFINITY);
                float logit = row[target];
                float largest = math.largest(row, n);
                loss += Math.log(math.exponentials(row, n, 1, -largest)) + largest - logit;
            }
        }
        return loss;
    }

    @Override
    public void rotate(Matrix x, int headWidth, Matrix cosines, Matrix sines, int context) {
        turn(x, headWidth, cosines, sines, context, 1);
    }

    @Override
    public void rotateBack(Matrix x, int headWidth, Matrix cosines, Matrix sines, int context) {
        turn(x, headWidth, cosines, sines, context, -1);
    }

    private void turn(Matrix x, int headWidth, Matrix cosines, Matrix sines, int context, float sign) {
        int half = headWidth / 2;
        float[] row = scratch.row(0, x.columns());
        float[] cosine = scratch.row(1, half);
        float[] sine = scratch.row(2, half);
        for (int r = 0; r < x.rows(); r++) {
            load(x, r, row);
            load(cosines, r % context, cosine);
            load(sines, r % context, sine);
            for (int head = 0; head < x.columns(); head += headWidth) {
                math.turn(row, head, half, cosine, sine, sign);
            }
            store(row, x, r);
        }
    }

    @Override
    public void gather(Matrix table, int[] ids, int from, Matrix y) {
        float[] row = scratch.row(0, y.columns());
        for (int r = 0; r < y.rows(); r++) {
            load(table, ids[from + r], row);
            store(row, y, r);
        }
    }

    @Override
    public void gatherAdd(Matrix table, int[] ids, int from, Matrix y) {
        int n = math.padded(y.columns());
        float[] row = scratch.row(0, n);
        float[] other = scratch.row(1, n);
        for (int r = 0; r < y.rows(); r++) {
            load(table, ids[from + r], row);
            load(y, r, other);
            math.add(row, other, n);
            store(other, y, r);
        }
    }

    @Override
    public void scatterAdd(Matrix dy, int[] ids, int from, Matrix dTable) {
        int n = math.padded(dy.columns());
        float[] row = scratch.row(0, n);
        float[] other = scratch.row(1, n);
        for (int r = 0; r < dy.rows(); r++) {
            load(dy, r, row);
            load(dTable, ids[from + r], other);
            math.add(row, other, n);
            store(other, dTable, ids[from + r]);
        }
    }

    @Override
    public void addScaledRows(Matrix x, Matrix weights, int[] rows, Matrix y) {
        int n = math.padded(x.columns());
        float[] row = scratch.row(0, n);
        float[] other = scratch.row(1, n);
        for (int r = 0; r < x.rows(); r++) {
            load(x, r, row);
            load(y, rows[r], other);
            math.scale(row, (float) weights.at(r, 0), n);
            math.add(row, other, n);
            store(other, y, rows[r]);
        }
    }

    @Override
    public void addDistanceBias(Matrix scores, int first, double alpha, Matrix bias) {
        int m = scores.columns();
        int n = math.padded(m);
        int context = (bias.columns() + 1) / 2;
        float[] row = scratch.row(0, n);
        float[] term = scratch.row(1, n);
        for (int r = 0; r < scores.rows(); r++) {
            load(scores, r, row);
            load(bias.block(0, context - 1 - first - r, 1, m), 0, term);
            math.scale(row, (float) alpha, n);
            math.add(term, row, n);
            store(row, scores, r);
        }
    }

    @Override
    public void sumDistances(Matrix ds, int first, Matrix dBias) {
        int m = ds.columns();
        int n = math.padded(m);
        int context = (dBias.columns() + 1) / 2;
        float[] row = scratch.row(0, n);
        float[] sum = scratch.row(1, n);
        for (int r = 0; r < ds.rows(); r++) {
            Matrix part = dBias.block(0, context - 1 - first - r, 1, m);
            load(ds, r, row);
            load(part, 0, sum);
            math.add(row, sum, n);
            store(sum, part, 0);
        }
    }

    @Override
    public void dropout(Matrix x, Matrix y, double rate, long key) {
        int m = x.columns();
        float[] row = scratch.row(0, m);
        Lottery lottery = new Lottery(key, rate);
        for (int r = 0; r < x.rows(); r++) {
            load(x, r, row);
            lottery.apply(row, m, r);
            store(row, y, r);
        }
    }

    @Override
    public double binaryCrossEntropyBackward(Matrix logits, int[] labels, int first, double weight) {
        return BinaryCrossEntropy.backward(logits, labels, first, weight);
    }

    private static void load(Matrix matrix, int row, float[] into) {
        load(matrix, row, matrix.columns(), into);
    }

    private static void load(Matrix matrix, int row, int count, float[] into) {
        ((FloatRegion) matrix.region()).values().get(matrix.row(row), into, 0, count);
    }

    private static void store(float[] from, Matrix matrix, int row) {
        ((FloatRegion) matrix.region()).values().put(matrix.row(row), from, 0, matrix.columns());
    }

    private static void pad(float[] row, int m, int n) {
        Arrays.fill(row, m, n, 0);
    }
}
