package dev.millrace.trainer.kernel;

import java.util.Arrays;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;
import org.nd4j.linalg.api.buffer.DataType;

/**
 * {@link Kernels} in float32 by the Vector API. A row is copied to a padded array, worked on there in one or two
 * sweeps, and copied back: the same on every Java, and vectors never run past a row's end in memory.
 */
final class VectorFloatKernels implements Kernels {
    private static final VectorSpecies<Float> SPECIES = Lanes.SPECIES;
    private static final int WIDTH = Lanes.WIDTH;

    private final Blas blas = new Blas();
    private final Scratch scratch = new Scratch();

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
        int n = Lanes.padded(y.columns());
        float[] row = scratch.row(0, n);
        float[] term = scratch.row(1, n);
        load(b, 0, term);
        for (int r = 0; r < y.rows(); r++) {
            load(x, r, row);
            Lanes.add(term, row, n);
            store(row, y, r);
        }
    }

    @Override
    public void add(Matrix x, Matrix y) {
        int n = Lanes.padded(y.columns());
        float[] row = scratch.row(0, n);
        float[] other = scratch.row(1, n);
        for (int r = 0; r < y.rows(); r++) {
            load(x, r, row);
            load(y, r, other);
            Lanes.add(row, other, n);
            store(other, y, r);
        }
    }

    @Override
    public void scale(Matrix x, double factor) {
        int n = Lanes.padded(x.columns());
        float[] row = scratch.row(0, n);
        for (int r = 0; r < x.rows(); r++) {
            load(x, r, row);
            Lanes.scale(row, n, (float) factor);
            store(row, x, r);
        }
    }

    @Override
    public void sumRows(Matrix x, Matrix s) {
        int n = Lanes.padded(x.columns());
        float[] row = scratch.row(0, n);
        float[] sum = scratch.cleared(1, n);
        for (int r = 0; r < x.rows(); r++) {
            load(x, r, row);
            Lanes.add(row, sum, n);
        }
        store(sum, s, 0);
    }

    @Override
    public void layerNorm(Matrix x, Matrix g, Matrix b, double epsilon, Matrix y, Matrix statistics) {
        float[] bias = scratch.row(2, Lanes.padded(x.columns()));
        load(b, 0, bias);
        layerNorm(x, g, bias, epsilon, y, statistics);
    }

    @Override
    public void layerNorm(Matrix x, Matrix g, double epsilon, Matrix y, Matrix statistics) {
        layerNorm(x, g, scratch.cleared(2, Lanes.padded(x.columns())), epsilon, y, statistics);
    }

    private void layerNorm(Matrix x, Matrix g, float[] bias, double epsilon, Matrix y, Matrix statistics) {
        int m = x.columns();
        int n = Lanes.padded(m);
        float[] row = scratch.row(0, n);
        float[] gain = scratch.row(1, n);
        load(g, 0, gain);
        for (int r = 0; r < x.rows(); r++) {
            load(x, r, row);
            pad(row, m, n);
            float mean = Lanes.sum(row, n) / m;
            float rho = (float) (1 / Math.sqrt(squaredDeviations(row, mean, m) / m + epsilon));
            FloatVector scale = FloatVector.broadcast(SPECIES, rho);
            for (int j = 0; j < n; j += WIDTH) {
                FloatVector.fromArray(SPECIES, row, j)
                        .sub(mean)
                        .mul(scale)
                        .fma(FloatVector.fromArray(SPECIES, gain, j), FloatVector.fromArray(SPECIES, bias, j))
                        .intoArray(row, j);
            }
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
        int n = Lanes.padded(m);
        float[] row = scratch.row(0, n);
        float[] gain = scratch.row(1, n);
        load(g, 0, gain);
        for (int r = 0; r < x.rows(); r++) {
            load(x, r, row);
            pad(row, m, n);
            float rho = (float) (1 / Math.sqrt(Lanes.product(row, row, n) / m + epsilon));
            for (int j = 0; j < n; j += WIDTH) {
                FloatVector.fromArray(SPECIES, row, j)
                        .mul(rho)
                        .mul(FloatVector.fromArray(SPECIES, gain, j))
                        .intoArray(row, j);
            }
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
        int n = Lanes.padded(m);
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
            FloatVector gammas = FloatVector.zero(SPECIES);
            FloatVector products = gammas;
            for (int j = 0; j < n; j += WIDTH) {
                FloatVector hat = FloatVector.fromArray(SPECIES, normal, j).sub(mean).mul(rho);
                FloatVector up = FloatVector.fromArray(SPECIES, upper, j);
                FloatVector scaled = up.mul(FloatVector.fromArray(SPECIES, gain, j));
                hat.intoArray(normal, j);
                scaled.intoArray(gamma, j);
                gammas = gammas.add(scaled);
                products = scaled.fma(hat, products);
                up.fma(hat, FloatVector.fromArray(SPECIES, gainGradient, j)).intoArray(gainGradient, j);
                up.add(FloatVector.fromArray(SPECIES, biasGradient, j)).intoArray(biasGradient, j);
            }
            float meanGamma = centring == Centring.MEAN
                    ? gammas.reduceLanes(jdk.incubator.vector.VectorOperators.ADD) / m
                    : 0;
            float meanProduct = products.reduceLanes(jdk.incubator.vector.VectorOperators.ADD) / m;
            FloatVector factor = FloatVector.broadcast(SPECIES, rho);
            for (int j = 0; j < n; j += WIDTH) {
                FloatVector hat = FloatVector.fromArray(SPECIES, normal, j);
                FloatVector.fromArray(SPECIES, gamma, j)
                        .sub(meanGamma)
                        .sub(hat.mul(meanProduct))
                        .fma(factor, FloatVector.fromArray(SPECIES, lower, j))
                        .intoArray(lower, j);
            }
            store(lower, dx, r);
        }
        store(gainGradient, dg, 0);
    }

    @Override
    public void gelu(Matrix x, Matrix y) {
        activate(Activation.GELU_TANH, x, y);
    }

    @Override
    public void geluBackward(Matrix x, Matrix dy, Matrix db) {
        activateBackward(Activation.GELU_TANH, x, dy, db);
    }

    @Override
    public void activate(Activation f, Matrix x, Matrix y) {
        int n = Lanes.padded(x.columns());
        float[] row = scratch.row(0, n);
        for (int r = 0; r < x.rows(); r++) {
            load(x, r, row);
            LaneActivations.apply(f, row, row, n);
            store(row, y, r);
        }
    }

    @Override
    public void activateBackward(Activation f, Matrix x, Matrix dy) {
        activateBackward(f, x, dy, scratch.cleared(3, Lanes.padded(x.columns())));
    }

    @Override
    public void activateBackward(Activation f, Matrix x, Matrix dy, Matrix db) {
        float[] sum = scratch.cleared(3, Lanes.padded(x.columns()));
        activateBackward(f, x, dy, sum);
        store(sum, db, 0);
    }

    private void activateBackward(Activation f, Matrix x, Matrix dy, float[] sum) {
        int n = Lanes.padded(x.columns());
        float[] row = scratch.row(0, n);
        float[] slope = scratch.row(1, n);
        float[] upper = scratch.row(2, n);
        for (int r = 0; r < x.rows(); r++) {
            load(x, r, row);
            load(dy, r, upper);
            LaneActivations.slopes(f, row, slope, n);
            for (int j = 0; j < n; j += WIDTH) {
                FloatVector gradient =
                        FloatVector.fromArray(SPECIES, upper, j).mul(FloatVector.fromArray(SPECIES, slope, j));
                gradient.intoArray(upper, j);
                gradient.add(FloatVector.fromArray(SPECIES, sum, j)).intoArray(sum, j);
            }
            store(upper, dy, r);
        }
    }

    @Override
    public void gate(Activation f, Matrix gate, Matrix up, Matrix y) {
        int n = Lanes.padded(y.columns());
        float[] opening = scratch.row(0, n);
        float[] value = scratch.row(1, n);
        for (int r = 0; r < y.rows(); r++) {
            load(gate, r, opening);
            load(up, r, value);
            LaneActivations.apply(f, opening, opening, n);
            for (int j = 0; j < n; j += WIDTH) {
                FloatVector.fromArray(SPECIES, opening, j)
                        .mul(FloatVector.fromArray(SPECIES, value, j))
                        .intoArray(value, j);
            }
            store(value, y, r);
        }
    }

    @Override
    public void gateBackward(Activation f, Matrix gate, Matrix up, Matrix dy, Matrix dGate, Matrix dUp) {
        int n = Lanes.padded(dy.columns());
        float[] opening = scratch.row(0, n);
        float[] value = scratch.row(1, n);
        float[] upper = scratch.row(2, n);
        float[] slope = scratch.row(3, n);
        for (int r = 0; r < dy.rows(); r++) {
            load(gate, r, opening);
            load(up, r, value);
            load(dy, r, upper);
            LaneActivations.slopes(f, opening, slope, n);
            LaneActivations.apply(f, opening, opening, n);
            for (int j = 0; j < n; j += WIDTH) {
                FloatVector gradient = FloatVector.fromArray(SPECIES, upper, j);
                FloatVector through = FloatVector.fromArray(SPECIES, value, j);
                gradient.mul(FloatVector.fromArray(SPECIES, opening, j)).intoArray(value, j);
                gradient.mul(through).mul(FloatVector.fromArray(SPECIES, slope, j)).intoArray(slope, j);
            }
            store(slope, dGate, r);
            store(value, dUp, r);
        }
    }

    @Override
    public void causalSoftmax(Matrix scores, int first, double alpha, Matrix logSums) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void causalSoftmaxAgain(Matrix scores, int first, double alpha, Matrix logSums) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void softmax(Matrix scores, int[] begins, int[] ends, int first, double alpha, Matrix logSums) {
        int m = scores.columns();
        float[] row = scratch.row(0, Lanes.padded(m));
        for (int r = 0; r < scores.rows(); r++) {
            int begin = begins[first + r];
            int end = Math.min(m, ends[first + r]);
            if (end <= begin) {
                store(scratch.zeros(m), scores, r);
                logSums.put(0, r, 0);
                continue;
            }
            int n = seen(scores, r, begin, end, row);
            float largest = Lanes.largest(row, n);
            float sum = Lanes.exponentials(row, n, (float) alpha, (float) -alpha * largest);
            Lanes.scale(row, n, 1f / sum);
            unseen(row, begin, end, m);
            store(row, scores, r);
            logSums.put(0, r, alpha * largest + Math.log(sum));
        }
    }

    @Override
    public void softmaxAgain(Matrix scores, int[] begins, int[] ends, int first, double alpha, Matrix logSums) {
        int m = scores.columns();
        float[] row = scratch.row(0, Lanes.padded(m));
        for (int r = 0; r < scores.rows(); r++) {
            int begin = begins[first + r];
            int end = Math.min(m, ends[first + r]);
            if (end <= begin) {
                store(scratch.zeros(m), scores, r);
                continue;
            }
            int n = seen(scores, r, begin, end, row);
            Lanes.exponentials(row, n, (float) alpha, (float) -logSums.at(0, r));
            unseen(row, begin, end, m);
            store(row, scores, r);
        }
    }

    /** Loads a row up to its last seen column, −∞ where it does not see; its padded length. */
    private static int seen(Matrix scores, int r, int begin, int end, float[] row) {
        int n = Lanes.padded(end);
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
        int n = Lanes.padded(m);
        float factor = (float) alpha;
        float[] share = scratch.row(0, n);
        float[] upper = scratch.row(1, n);
        for (int r = 0; r < p.rows(); r++) {
            load(p, r, share);
            load(dp, r, upper);
            pad(share, m, n);
            pad(upper, m, n);
            float product = Lanes.product(share, upper, n);
            for (int j = 0; j < n; j += WIDTH) {
                FloatVector.fromArray(SPECIES, upper, j)
                        .sub(product)
                        .mul(FloatVector.fromArray(SPECIES, share, j))
                        .mul(factor)
                        .intoArray(upper, j);
            }
            store(upper, dp, r);
        }
    }

    @Override
    public double crossEntropyBackward(Matrix logits, int[] targets, int from, double weight) {
        int m = logits.columns();
        int n = Lanes.padded(m);
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
            float largest = Lanes.largest(row, n);
            float sum = Lanes.exponentials(row, n, 1, -largest);
            loss += Math.log(sum) + largest - logit;
            Lanes.scale(row, n, (float) (weight / sum));
            row[target] -= (float) weight;
            store(row, logits, r);
        }
        return loss;
    }

    @Override
    public double crossEntropy(Matrix logits, int[] targets, int from) {
        int m = logits.columns();
        int n = Lanes.padded(m);
        float[] row = scratch.row(0, n);
        double loss = 0;
        for (int r = 0; r < logits.rows(); r++) {
            int target = targets[from + r];
            if (target >= 0) {
                load(logits, r, row);
                Arrays.fill(row, m, n, Float.NEGATIVE_INFINITY);
                float logit = row[target];
                float largest = Lanes.largest(row, n);
                loss += Math.log(Lanes.exponentials(row, n, 1, -largest)) + largest - logit;
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
                for (int j = 0; j < half; j++) {
                    float a = row[head + j];
                    float b = row[head + half + j];
                    float turned = sign * sine[j];
                    row[head + j] = a * cosine[j] - b * turned;
                    row[head + half + j] = b * cosine[j] + a * turned;
                }
            }
            store(row, x, r);
        }
    }

    @Override
    public void embed(Matrix table, Matrix positions, int[] ids, int context, Matrix y) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void embedBackward(Matrix dy, int[] ids, int context, Matrix dTable, Matrix dPositions) {
        throw new UnsupportedOperationException();
    }

    private static float squaredDeviations(float[] row, float mean, int m) {
        FloatVector sum = FloatVector.zero(SPECIES);
        int j = 0;
        for (; j <= m - WIDTH; j += WIDTH) {
            FloatVector deviation = FloatVector.fromArray(SPECIES, row, j).sub(mean);
            sum = deviation.fma(deviation, sum);
        }
        float total = sum.reduceLanes(jdk.incubator.vector.VectorOperators.ADD);
        for (; j < m; j++) {
            total += (row[j] - mean) * (row[j] - mean);
        }
        return total;
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
