package dev.millrace.trainer.kernel;

import org.nd4j.linalg.api.buffer.DataType;

/** The formulas of {@link Kernels} as they stand there, element by element in float64. */
final class DoubleKernels implements Kernels {
    private final OpenBlas blas = new OpenBlas();

    @Override
    public DataType type() {
        return DataType.DOUBLE;
    }

    @Override
    public void multiply(Matrix a, Matrix b, double beta, Matrix c) {
        int inner = ProductShape.inner(a, b, c);
        if (inner == 0 && beta == 0) {
            clear(c);
        } else if (inner == 0) {
            scale(c, beta);
        } else if (c.rows() > 0 && c.columns() > 0) {
            blas.multiplyDoubles(a, b, inner, beta, c);
        }
    }

    @Override
    public DataType operandType() {
        return DataType.DOUBLE;
    }

    @Override
    public Matrix operand(String place, Matrix x) {
        return x;
    }

    @Override
    public void clear(Matrix y) {
        each(y, (r, j) -> y.put(r, j, 0));
    }

    @Override
    public void copy(Matrix x, Matrix y) {
        each(y, (r, j) -> y.put(r, j, x.at(r, j)));
    }

    @Override
    public void fillRows(Matrix b, Matrix y) {
        each(y, (r, j) -> y.put(r, j, b.at(0, j)));
    }

    @Override
    public void addRow(Matrix x, Matrix b, Matrix y) {
        each(y, (r, j) -> y.put(r, j, x.at(r, j) + b.at(0, j)));
    }

    @Override
    public void sumRows(Matrix x, Matrix s) {
        clear(s);
        each(x, (r, j) -> add(s, 0, j, x.at(r, j)));
    }

    @Override
    public void add(Matrix x, Matrix y) {
        each(y, (r, j) -> add(y, r, j, x.at(r, j)));
    }

    @Override
    public void scale(Matrix x, double factor) {
        each(x, (r, j) -> x.put(r, j, factor * x.at(r, j)));
    }

    @Override
    public void layerNorm(Matrix x, Matrix g, Matrix b, double epsilon, Matrix y, Matrix statistics) {
        layerNorm(x, g, epsilon, y, statistics);
        addRow(y, b, y);
    }

    @Override
    public void layerNorm(Matrix x, Matrix g, double epsilon, Matrix y, Matrix statistics) {
        int m = x.columns();
        for (int r = 0; r < x.rows(); r++) {
            double mean = 0;
            for (int j = 0; j < m; j++) {
                mean += x.at(r, j) / m;
            }
            double variance = 0;
            for (int j = 0; j < m; j++) {
                variance += (x.at(r, j) - mean) * (x.at(r, j) - mean) / m;
            }
            double scale = 1 / Math.sqrt(variance + epsilon);
            statistics.put(r, 0, mean);
            statistics.put(r, 1, scale);
            for (int j = 0; j < m; j++) {
                y.put(r, j, (x.at(r, j) - mean) * scale * g.at(0, j));
            }
        }
    }

    @Override
    public void layerNormBackward(Matrix x, Matrix statistics, Matrix g, Matrix dy, Matrix dx, Matrix dg, Matrix db) {
        layerNormBackward(x, statistics, g, dy, dx, dg);
        sumRows(dy, db);
    }

    @Override
    public void layerNormBackward(Matrix x, Matrix statistics, Matrix g, Matrix dy, Matrix dx, Matrix dg) {
        int m = x.columns();
        clear(dg);
        for (int r = 0; r < x.rows(); r++) {
            double mean = statistics.at(r, 0);
            double scale = statistics.at(r, 1);
            double meanGamma = 0;
            double meanProduct = 0;
            for (int j = 0; j < m; j++) {
                double normal = (x.at(r, j) - mean) * scale;
                meanGamma += dy.at(r, j) * g.at(0, j) / m;
                meanProduct += dy.at(r, j) * g.at(0, j) * normal / m;
                add(dg, 0, j, dy.at(r, j) * normal);
            }
            for (int j = 0; j < m; j++) {
                double normal = (x.at(r, j) - mean) * scale;
                add(dx, r, j, scale * (dy.at(r, j) * g.at(0, j) - meanGamma - normal * meanProduct));
            }
        }
    }

    @Override
    public void rmsNorm(Matrix x, Matrix g, double epsilon, Matrix y, Matrix statistics) {
        int m = x.columns();
        for (int r = 0; r < x.rows(); r++) {
            double square = 0;
            for (int j = 0; j < m; j++) {
                square += x.at(r, j) * x.at(r, j) / m;
            }
            double scale = 1 / Math.sqrt(square + epsilon);
            statistics.put(r, 1, scale);
            for (int j = 0; j < m; j++) {
                y.put(r, j, x.at(r, j) * scale * g.at(0, j));
            }
        }
    }

    @Override
    public void rmsNormBackward(Matrix x, Matrix statistics, Matrix g, Matrix dy, Matrix dx, Matrix dg) {
        int m = x.columns();
        clear(dg);
        for (int r = 0; r < x.rows(); r++) {
            double scale = statistics.at(r, 1);
            double meanProduct = 0;
            for (int j = 0; j < m; j++) {
                meanProduct += dy.at(r, j) * g.at(0, j) * x.at(r, j) * scale / m;
                add(dg, 0, j, dy.at(r, j) * x.at(r, j) * scale);
            }
            for (int j = 0; j < m; j++) {
                add(dx, r, j, scale * (dy.at(r, j) * g.at(0, j) - x.at(r, j) * scale * meanProduct));
            }
        }
    }

    @Override
    public void activate(Activation f, Matrix x, Matrix y) {
        each(y, (r, j) -> y.put(r, j, DoubleActivations.value(f, x.at(r, j))));
    }

    @Override
    public void activate(Activation f, Matrix x, Matrix b, Matrix y) {
        each(y, (r, j) -> y.put(r, j, DoubleActivations.value(f, x.at(r, j) + b.at(0, j))));
    }

    @Override
    public void activateBackward(Activation f, Matrix x, Matrix dy, Matrix dx, Matrix y) {
        each(dy, (r, j) -> dx.put(r, j, dy.at(r, j) * DoubleActivations.slope(f, x.at(r, j))));
        activate(f, x, y);
    }

    @Override
    public void activateBackward(Activation f, Matrix x, Matrix b, Matrix dy, Matrix dx, Matrix y, Matrix db) {
        each(dy, (r, j) -> dx.put(r, j, dy.at(r, j) * DoubleActivations.slope(f, x.at(r, j) + b.at(0, j))));
        activate(f, x, b, y);
        sumRows(dx, db);
    }

    @Override
    public void gate(Activation f, Matrix gate, Matrix up, Matrix y) {
        each(y, (r, j) -> y.put(r, j, DoubleActivations.value(f, gate.at(r, j)) * up.at(r, j)));
    }

    @Override
    public void gateBackward(Activation f, Matrix gate, Matrix up, Matrix dy, Matrix dGate, Matrix dUp, Matrix y) {
        each(dy, (r, j) -> {
            double gradient = dy.at(r, j);
            double opening = gate.at(r, j);
            double value = up.at(r, j);
            dGate.put(r, j, gradient * value * DoubleActivations.slope(f, opening));
            dUp.put(r, j, gradient * DoubleActivations.value(f, opening));
            y.put(r, j, DoubleActivations.value(f, opening) * value);
        });
    }

    @Override
    public void rotate(Matrix x, int headWidth, Matrix cosines, Matrix sines, int context) {
        turn(x, headWidth, cosines, sines, context, 1);
    }

    @Override
    public void rotateBack(Matrix x, int headWidth, Matrix cosines, Matrix sines, int context) {
        turn(x, headWidth, cosines, sines, context, -1);
    }

    private static void turn(Matrix x, int headWidth, Matrix cosines, Matrix sines, int context, int direction) {
        int half = headWidth / 2;
        each(x, (r, j) -> {
            if (j % headWidth < half) {
                double cosine = cosines.at(r % context, j % headWidth);
                double sine = direction * sines.at(r % context, j % headWidth);
                double a = x.at(r, j);
                double b = x.at(r, j + half);
                x.put(r, j, a * cosine - b * sine);
                x.put(r, j + half, b * cosine + a * sine);
            }
        });
    }

    @Override
    public void softmax(Matrix scores, int[] begins, int[] ends, int first, double alpha, Matrix logSums) {
        for (int r = 0; r < scores.rows(); r++) {
            int begin = begins[first + r];
            int end = ends[first + r];
            logSums.put(0, r, begin < end ? logSum(scores, r, begin, end, alpha) : 0);
        }
        softmaxAgain(scores, begins, ends, first, alpha, logSums);
    }

    @Override
    public void softmaxAgain(Matrix scores, int[] begins, int[] ends, int first, double alpha, Matrix logSums) {
        each(scores, (r, j) -> {
            boolean seen = j >= begins[first + r] && j < ends[first + r];
            scores.put(r, j, seen ? Math.exp(alpha * scores.at(r, j) - logSums.at(0, r)) : 0);
        });
    }

    @Override
    public void softmaxBackward(Matrix p, Matrix dp, double alpha) {
        for (int r = 0; r < p.rows(); r++) {
            double product = 0;
            for (int j = 0; j < p.columns(); j++) {
                product += p.at(r, j) * dp.at(r, j);
            }
            for (int j = 0; j < p.columns(); j++) {
                dp.put(r, j, alpha * p.at(r, j) * (dp.at(r, j) - product));
            }
        }
    }

    @Override
    public double crossEntropyBackward(Matrix logits, int[] targets, int first, double weight, Matrix dLogits) {
        double loss = 0;
        for (int r = 0; r < logits.rows(); r++) {
            int target = targets[first + r];
            double logSum = logSum(logits, r, 0, logits.columns(), 1);
            loss += target < 0 ? 0 : logSum - logits.at(r, target);
            for (int j = 0; j < logits.columns(); j++) {
                double softmax = Math.exp(logits.at(r, j) - logSum);
                dLogits.put(r, j, target < 0 ? 0 : weight * (softmax - (j == target ? 1 : 0)));
            }
        }
        return loss;
    }

    @Override
    public double crossEntropy(Matrix logits, int[] targets, int first) {
        double loss = 0;
        for (int r = 0; r < logits.rows(); r++) {
            int target = targets[first + r];
            loss += target < 0 ? 0 : logSum(logits, r, 0, logits.columns(), 1) - logits.at(r, target);
        }
        return loss;
    }

    @Override
    public void addDistanceBias(Matrix scores, int first, double alpha, Matrix bias) {
        int reach = bias.columns() / 2;
        each(scores, (r, j) -> scores.put(r, j, alpha * scores.at(r, j) + bias.at(0, j - (first + r) + reach)));
    }

    @Override
    public void sumDistances(Matrix ds, int first, Matrix dBias) {
        int reach = dBias.columns() / 2;
        each(ds, (r, j) -> add(dBias, 0, j - (first + r) + reach, ds.at(r, j)));
    }

    @Override
    public void dropout(Matrix x, Matrix y, double rate, long key) {
        int threshold = Coin.threshold(rate);
        each(y, (r, j) -> {
            long seeds = Coin.seeds(key, r);
            boolean kept = Coin.toss(Coin.first(seeds), Coin.second(seeds), j) >= threshold;
            y.put(r, j, kept ? x.at(r, j) / (1 - rate) : 0);
        });
    }

    @Override
    public void gather(Matrix table, int[] ids, int from, Matrix y) {
        each(y, (r, j) -> y.put(r, j, table.at(ids[from + r], j)));
    }

    @Override
    public void gatherAdd(Matrix table, int[] ids, int from, Matrix y) {
        each(y, (r, j) -> add(y, r, j, table.at(ids[from + r], j)));
    }

    @Override
    public void scatterAdd(Matrix dy, int[] ids, int from, Matrix dTable) {
        each(dy, (r, j) -> add(dTable, ids[from + r], j, dy.at(r, j)));
    }

    @Override
    public void addScaledRows(Matrix x, Matrix weights, int[] rows, Matrix y) {
        each(x, (r, j) -> add(y, rows[r], j, weights.at(r, 0) * x.at(r, j)));
    }

    private static double logSum(Matrix x, int row, int begin, int end, double alpha) {
        double largest = Double.NEGATIVE_INFINITY;
        for (int j = begin; j < end; j++) {
            largest = Math.max(largest, alpha * x.at(row, j));
        }
        double sum = 0;
        for (int j = begin; j < end; j++) {
            sum += Math.exp(alpha * x.at(row, j) - largest);
        }
        return largest + Math.log(sum);
    }

    private static void add(Matrix matrix, int row, int column, double value) {
        matrix.put(row, column, matrix.at(row, column) + value);
    }

    private static void each(Matrix matrix, Element action) {
        for (int r = 0; r < matrix.rows(); r++) {
            for (int j = 0; j < matrix.columns(); j++) {
                action.at(r, j);
            }
        }
    }

    private interface Element {
        void at(int row, int column);
    }
}
