package dev.millrace.trainer.kernel;

import static dev.millrace.trainer.kernel.FloatRows.load;
import static dev.millrace.trainer.kernel.FloatRows.store;
import static dev.millrace.trainer.kernel.FloatRows.together;

import java.util.Arrays;
import java.util.Objects;
import org.nd4j.linalg.api.buffer.DataType;

/**
 * {@link Kernels} in float32. Rows are copied to arrays, worked on there by {@link RowMath} and copied back; every
 * row passes through once. Rows that follow each other without gaps are taken several at once where a kernel does not
 * tell them apart.
 */
final class FloatKernels implements Kernels {
    private final RowMath rows;
    private final FloatProducts products;
    private final Scratch scratch = new Scratch();
    private final OperandRows operands;
    private final FloatActivations activations;

    FloatKernels(RowMath rows, FloatProducts products) {
        this.rows = rows;
        this.products = products;
        this.operands = new OperandRows(rows);
        this.activations = new FloatActivations(rows, scratch);
    }

    @Override
    public DataType type() {
        return DataType.FLOAT;
    }

    @Override
    public void multiply(Matrix a, Matrix b, double beta, Matrix c) {
        int inner = ProductShape.inner(a, b, c);
        if (inner == 0 && beta == 0) {
            clear(c);
        } else if (inner == 0) {
            scale(c, beta);
        } else if (c.rows() > 0 && c.columns() > 0) {
            products.multiply(a, b, inner, (float) beta, c);
        }
    }

    @Override
    public DataType operandType() {
        return products.operandType();
    }

    @Override
    public Matrix operand(String place, Matrix x) {
        return products.operand(place, x);
    }

    @Override
    public void clear(Matrix y) {
        Matrix to = y.widened(together(y, y, y));
        float[] zeros = scratch.zeros(to.columns());
        for (int r = 0; r < to.rows(); r++) {
            store(zeros, to, r);
        }
    }

    @Override
    public void copy(Matrix x, Matrix y) {
        int factor = together(x, y, y);
        Matrix from = x.widened(factor);
        Matrix to = y.widened(factor);
        float[] row = scratch.row(0, to.columns());
        for (int r = 0; r < to.rows(); r++) {
            load(from, r, row);
            store(row, to, r);
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
        int m = y.columns();
        float[] row = scratch.row(0, m);
        float[] term = scratch.row(1, m);
        load(b, 0, term);
        for (int r = 0; r < y.rows(); r++) {
            load(x, r, row);
            rows.add(term, row, m);
            store(row, y, r);
        }
    }

    @Override
    public void add(Matrix x, Matrix y) {
        int factor = together(x, y, y);
        Matrix from = x.widened(factor);
        Matrix to = y.widened(factor);
        int m = to.columns();
        float[] row = scratch.row(0, m);
        float[] sum = scratch.row(1, m);
        for (int r = 0; r < to.rows(); r++) {
            load(from, r, row);
            load(to, r, sum);
            rows.add(row, sum, m);
            store(sum, to, r);
        }
    }

    @Override
    public void scale(Matrix x, double factor) {
        Matrix wide = x.widened(together(x, x, x));
        float[] row = scratch.row(0, wide.columns());
        for (int r = 0; r < wide.rows(); r++) {
            load(wide, r, row);
            rows.scale(row, (float) factor, wide.columns());
            store(row, wide, r);
        }
    }

    @Override
    public void sumRows(Matrix x, Matrix s) {
        int m = x.columns();
        int factor = together(x, x, x);
        Matrix wide = x.widened(factor);
        float[] row = scratch.row(0, wide.columns());
        float[] sum = scratch.cleared(1, m);
        for (int r = 0; r < wide.rows(); r++) {
            load(wide, r, row);
            rows.sumRows(row, factor, sum, m);
        }
        store(sum, s, 0);
    }

    @Override
    public void layerNorm(Matrix x, Matrix g, Matrix b, double epsilon, Matrix y, Matrix statistics) {
        float[] bias = scratch.row(2, x.columns());
        load(b, 0, bias);
        layerNorm(x, g, bias, epsilon, y, statistics);
    }

    @Override
    public void layerNorm(Matrix x, Matrix g, double epsilon, Matrix y, Matrix statistics) {
        layerNorm(x, g, scratch.zeros(x.columns()), epsilon, y, statistics);
    }

    private void layerNorm(Matrix x, Matrix g, float[] bias, double epsilon, Matrix y, Matrix statistics) {
        int m = x.columns();
        float[] row = scratch.row(0, m);
        float[] gain = scratch.row(1, m);
        load(g, 0, gain);
        for (int r = 0; r < x.rows(); r++) {
            load(x, r, row);
            float mean = rows.sum(row, m) / m;
            float rho = (float) (1 / Math.sqrt(rows.squares(row, mean, m) / m + epsilon));
            rows.normalise(row, mean, rho, gain, bias, m);
            operands.store(row, y, r);
            statistics.put(r, 0, mean);
            statistics.put(r, 1, rho);
        }
    }

    @Override
    public void rmsNorm(Matrix x, Matrix g, double epsilon, Matrix y, Matrix statistics) {
        int m = x.columns();
        float[] row = scratch.row(0, m);
        float[] gain = scratch.row(1, m);
        load(g, 0, gain);
        for (int r = 0; r < x.rows(); r++) {
            load(x, r, row);
            float rho = (float) (1 / Math.sqrt(rows.squares(row, 0, m) / m + epsilon));
            rows.normalise(row, 0, rho, gain, scratch.zeros(m), m);
            operands.store(row, y, r);
            statistics.put(r, 1, rho);
        }
    }

    @Override
    public void layerNormBackward(Matrix x, Matrix statistics, Matrix g, Matrix dy, Matrix dx, Matrix dg, Matrix db) {
        store(normBackward(x, statistics, g, dy, dx, dg, RowMath.Centring.MEAN), db, 0);
    }

    @Override
    public void layerNormBackward(Matrix x, Matrix statistics, Matrix g, Matrix dy, Matrix dx, Matrix dg) {
        normBackward(x, statistics, g, dy, dx, dg, RowMath.Centring.MEAN);
    }

    @Override
    public void rmsNormBackward(Matrix x, Matrix statistics, Matrix g, Matrix dy, Matrix dx, Matrix dg) {
        normBackward(x, statistics, g, dy, dx, dg, RowMath.Centring.NONE);
    }

    /** What it returns is db. */
    private float[] normBackward(
            Matrix x, Matrix statistics, Matrix g, Matrix dy, Matrix dx, Matrix dg, RowMath.Centring centring) {
        int m = x.columns();
        float[] row = scratch.row(0, m);
        float[] gain = scratch.row(1, m);
        float[] upper = scratch.row(2, m);
        float[] lower = scratch.row(3, m);
        float[] gainGradient = scratch.cleared(4, m);
        float[] biasGradient = scratch.cleared(5, m);
        load(g, 0, gain);
        for (int r = 0; r < x.rows(); r++) {
            load(x, r, row);
            load(dy, r, upper);
            load(dx, r, lower);
            float mean = centring == RowMath.Centring.MEAN ? (float) statistics.at(r, 0) : 0;
            float rho = (float) statistics.at(r, 1);
            rows.normBackward(row, mean, rho, gain, upper, lower, gainGradient, biasGradient, centring, m);
            store(lower, dx, r);
        }
        store(gainGradient, dg, 0);
        return biasGradient;
    }

    @Override
    public void activate(Activation f, Matrix x, Matrix y) {
        activations.activate(f, x, scratch.zeros(x.columns()), y);
    }

    @Override
    public void activate(Activation f, Matrix x, Matrix b, Matrix y) {
        activations.activate(f, x, bias(b), y);
    }

    @Override
    public void activateBackward(Activation f, Matrix x, Matrix dy, Matrix dx, Matrix y) {
        float[] nothing = scratch.zeros(x.columns());
        activations.activateBackward(f, x, nothing, dy, dx, y, scratch.row(6, x.columns()));
    }

    @Override
    public void activateBackward(Activation f, Matrix x, Matrix b, Matrix dy, Matrix dx, Matrix y, Matrix db) {
        float[] sum = scratch.cleared(6, x.columns());
        activations.activateBackward(f, x, bias(b), dy, dx, y, sum);
        store(sum, db, 0);
    }

    private float[] bias(Matrix b) {
        float[] bias = scratch.row(5, b.columns());
        load(b, 0, bias);
        return bias;
    }

    @Override
    public void gate(Activation f, Matrix gate, Matrix up, Matrix y) {
        activations.gate(f, gate, up, y);
    }

    @Override
    public void gateBackward(Activation f, Matrix gate, Matrix up, Matrix dy, Matrix dGate, Matrix dUp, Matrix y) {
        activations.gateBackward(f, gate, up, dy, dGate, dUp, y);
    }

    @Override
    public void rotate(Matrix x, int headWidth, Matrix cosines, Matrix sines, int context) {
        turn(x, headWidth, cosines, sines, context, 1);
    }

    @Override
    public void rotateBack(Matrix x, int headWidth, Matrix cosines, Matrix sines, int context) {
        turn(x, headWidth, cosines, sines, context, -1);
    }

    private void turn(Matrix x, int headWidth, Matrix cosines, Matrix sines, int context, float direction) {
        int half = headWidth / 2;
        float[] row = scratch.row(0, x.columns());
        float[] cosine = scratch.row(1, half);
        float[] sine = scratch.row(2, half);
        for (int r = 0; r < x.rows(); r++) {
            load(x, r, row);
            load(cosines, r % context, cosine);
            load(sines, r % context, sine);
            rows.scale(sine, direction, half);
            for (int head = 0; head < x.columns(); head += headWidth) {
                rows.rotate(row, head, cosine, sine, half);
            }
            store(row, x, r);
        }
    }

    @Override
    public void softmax(Matrix scores, int[] begins, int[] ends, int first, double alpha, Matrix logSums) {
        float[] row = scratch.row(0, scores.columns());
        for (int r = 0; r < scores.rows(); r++) {
            int begin = begins[first + r];
            int seen = seen(scores, begin, ends[first + r]);
            double logSum = 0;
            if (seen > 0) {
                load(scores, r, begin, seen, row);
                float largest = rows.largest(row, seen);
                float sum = rows.exponentials(row, (float) alpha, (float) -alpha * largest, seen);
                rows.scale(row, 1f / sum, seen);
                logSum = alpha * largest + Math.log(sum);
            }
            storeBetweenZeros(row, scores, r, begin, seen);
            logSums.put(0, r, logSum);
        }
    }

    @Override
    public void softmaxAgain(Matrix scores, int[] begins, int[] ends, int first, double alpha, Matrix logSums) {
        float[] row = scratch.row(0, scores.columns());
        for (int r = 0; r < scores.rows(); r++) {
            int begin = begins[first + r];
            int seen = seen(scores, begin, ends[first + r]);
            if (seen > 0) {
                load(scores, r, begin, seen, row);
                rows.exponentials(row, (float) alpha, (float) -logSums.at(0, r), seen);
            }
            storeBetweenZeros(row, scores, r, begin, seen);
        }
    }

    private static int seen(Matrix scores, int begin, int end) {
        if (begin < 0 || end > scores.columns()) {
            throw new IllegalArgumentException(
                    "Invalid range: columns " + begin + " to " + end + " of " + scores.columns());
        }
        return Math.max(0, end - begin);
    }

    /** Of a row that sees nothing, all is 0. */
    private void storeBetweenZeros(float[] row, Matrix scores, int r, int begin, int seen) {
        int m = scores.columns();
        if (seen == 0) {
            store(scratch.zeros(m), scores, r);
            return;
        }
        if (begin == 0) {
            Arrays.fill(row, seen, m, 0);
            store(row, scores, r);
            return;
        }
        store(scratch.zeros(m), scores, r, 0, begin);
        store(row, scores, r, begin, seen);
        if (begin + seen < m) {
            store(scratch.zeros(m), scores, r, begin + seen, m - begin - seen);
        }
    }

    @Override
    public void softmaxBackward(Matrix p, Matrix dp, double alpha) {
        int m = p.columns();
        float[] share = scratch.row(0, m);
        float[] upper = scratch.row(1, m);
        for (int r = 0; r < p.rows(); r++) {
            load(p, r, share);
            load(dp, r, upper);
            rows.softmaxBackward(share, upper, (float) alpha, m);
            store(upper, dp, r);
        }
    }

    @Override
    public void addDistanceBias(Matrix scores, int first, double alpha, Matrix bias) {
        int m = scores.columns();
        float[] row = scratch.row(0, m);
        float[] term = scratch.row(1, m);
        for (int r = 0; r < scores.rows(); r++) {
            load(scores, r, row);
            load(bias.block(0, bias.columns() / 2 - first - r, 1, m), 0, term);
            rows.affine(row, (float) alpha, term, m);
            store(row, scores, r);
        }
    }

    @Override
    public void sumDistances(Matrix ds, int first, Matrix dBias) {
        int m = ds.columns();
        float[] row = scratch.row(0, m);
        float[] sum = scratch.row(1, m);
        for (int r = 0; r < ds.rows(); r++) {
            Matrix part = dBias.block(0, dBias.columns() / 2 - first - r, 1, m);
            load(ds, r, row);
            load(part, 0, sum);
            rows.add(row, sum, m);
            store(sum, part, 0);
        }
    }

    @Override
    public void dropout(Matrix x, Matrix y, double rate, long key) {
        int m = x.columns();
        int threshold = Coin.threshold(rate);
        float[] row = scratch.row(0, m);
        for (int r = 0; r < x.rows(); r++) {
            long seeds = Coin.seeds(key, r);
            load(x, r, row);
            rows.drop(row, Coin.first(seeds), Coin.second(seeds), threshold, (float) (1 / (1 - rate)), m);
            store(row, y, r);
        }
    }

    @Override
    public double crossEntropyBackward(Matrix logits, int[] targets, int first, double weight, Matrix dLogits) {
        int m = logits.columns();
        float[] row = scratch.row(0, m);
        double loss = 0;
        for (int r = 0; r < logits.rows(); r++) {
            int target = targets[first + r];
            if (target < 0) {
                operands.store(scratch.zeros(m), dLogits, r);
                continue;
            }
            load(logits, r, row);
            float logit = row[Objects.checkIndex(target, m)];
            float largest = rows.largest(row, m);
            float sum = rows.exponentials(row, 1, -largest, m);
            loss += Math.log(sum) + largest - logit;
            rows.scale(row, (float) (weight / sum), m);
            row[target] -= (float) weight;
            operands.store(row, dLogits, r);
        }
        return loss;
    }

    @Override
    public double crossEntropy(Matrix logits, int[] targets, int first) {
        int m = logits.columns();
        float[] row = scratch.row(0, m);
        double loss = 0;
        for (int r = 0; r < logits.rows(); r++) {
            int target = targets[first + r];
            if (target >= 0) {
                load(logits, r, row);
                float logit = row[Objects.checkIndex(target, m)];
                float largest = rows.largest(row, m);
                loss += Math.log(rows.exponentials(row, 1, -largest, m)) + largest - logit;
            }
        }
        return loss;
    }

    @Override
    public void gather(Matrix table, int[] ids, int from, Matrix y) {
        float[] row = scratch.row(0, y.columns());
        for (int r = 0; r < y.rows(); r++) {
            load(table, Objects.checkIndex(ids[from + r], table.rows()), row);
            store(row, y, r);
        }
    }

    @Override
    public void gatherAdd(Matrix table, int[] ids, int from, Matrix y) {
        for (int r = 0; r < y.rows(); r++) {
            addTo(table, Objects.checkIndex(ids[from + r], table.rows()), 1, y, r);
        }
    }

    @Override
    public void scatterAdd(Matrix dy, int[] ids, int from, Matrix dTable) {
        for (int r = 0; r < dy.rows(); r++) {
            addTo(dy, r, 1, dTable, Objects.checkIndex(ids[from + r], dTable.rows()));
        }
    }

    @Override
    public void addScaledRows(Matrix x, Matrix weights, int[] places, Matrix y) {
        for (int r = 0; r < x.rows(); r++) {
            addTo(x, r, (float) weights.at(r, 0), y, Objects.checkIndex(places[r], y.rows()));
        }
    }

    /** Row s of Y += factor · row r of X. */
    private void addTo(Matrix x, int r, float factor, Matrix y, int s) {
        int m = y.columns();
        float[] row = scratch.row(0, m);
        float[] sum = scratch.row(1, m);
        load(x, r, row);
        load(y, s, sum);
        rows.addScaled(row, factor, sum, m);
        store(sum, y, s);
    }
}
