package dev.millrace.trainer.kernel;

import org.nd4j.linalg.api.buffer.DataType;

/** The formulas of {@link Kernels} as they stand there, element by element in float64. */
final class DoubleKernels implements Kernels {
    private static final double SLOPE = Math.sqrt(2 / Math.PI);
    private static final double CUBIC = 0.044715;

    private final Blas blas = new Blas(Precision.FLOAT32);

    @Override
    public DataType type() {
        return DataType.DOUBLE;
    }

    @Override
    public void multiply(Matrix a, Matrix b, double beta, Matrix c) {
        blas.multiplyDoubles(a, b, beta, c);
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
    public void layerNorm(Matrix x, Matrix g, Matrix b, double epsilon, Matrix y, Matrix statistics) {
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
                y.put(r, j, (x.at(r, j) - mean) * scale * g.at(0, j) + b.at(0, j));
            }
        }
    }

    @Override
    public void layerNormBackward(Matrix x, Matrix statistics, Matrix g, Matrix dy, Matrix dx, Matrix dg, Matrix db) {
        int m = x.columns();
        clear(dg);
        clear(db);
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
                add(db, 0, j, dy.at(r, j));
            }
            for (int j = 0; j < m; j++) {
                double normal = (x.at(r, j) - mean) * scale;
                add(dx, r, j, scale * (dy.at(r, j) * g.at(0, j) - meanGamma - normal * meanProduct));
            }
        }
    }

    @Override
    public void gelu(Matrix x, Matrix y) {
        each(y, (r, j) -> {
            double v = x.at(r, j);
            y.put(r, j, 0.5 * v * (1 + Math.tanh(SLOPE * (v + CUBIC * v * v * v))));
        });
    }

    @Override
    public void geluBackward(Matrix x, Matrix dy, Matrix db) {
        clear(db);
        each(dy, (r, j) -> {
            double v = x.at(r, j);
            double tanh = Math.tanh(SLOPE * (v + CUBIC * v * v * v));
            double slope = 0.5 * (1 + tanh) + 0.5 * v * (1 - tanh * tanh) * SLOPE * (1 + 3 * CUBIC * v * v);
            double gradient = dy.at(r, j) * slope;
            dy.put(r, j, gradient);
            add(db, 0, j, gradient);
        });
    }

    @Override
    public void causalSoftmax(Matrix scores, int first, double alpha, Matrix logSums) {
        for (int r = 0; r < scores.rows(); r++) {
            logSums.put(0, r, logSum(scores, r, Math.min(first + r + 1, scores.columns()), alpha));
        }
        causalSoftmaxAgain(scores, first, alpha, logSums);
    }

    @Override
    public void causalSoftmaxAgain(Matrix scores, int first, double alpha, Matrix logSums) {
        each(
                scores,
                (r, j) -> scores.put(r, j, j > first + r ? 0 : Math.exp(alpha * scores.at(r, j) - logSums.at(0, r))));
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
    public double crossEntropyBackward(Matrix logits, int[] targets, int first, double weight) {
        double loss = 0;
        for (int r = 0; r < logits.rows(); r++) {
            int target = targets[first + r];
            double logSum = logSum(logits, r, logits.columns(), 1);
            loss += target < 0 ? 0 : logSum - logits.at(r, target);
            for (int j = 0; j < logits.columns(); j++) {
                double softmax = Math.exp(logits.at(r, j) - logSum);
                logits.put(r, j, target < 0 ? 0 : weight * (softmax - (j == target ? 1 : 0)));
            }
        }
        return loss;
    }

    @Override
    public double crossEntropy(Matrix logits, int[] targets, int first) {
        double loss = 0;
        for (int r = 0; r < logits.rows(); r++) {
            int target = targets[first + r];
            loss += target < 0 ? 0 : logSum(logits, r, logits.columns(), 1) - logits.at(r, target);
        }
        return loss;
    }

    @Override
    public void embed(Matrix table, Matrix positions, int[] ids, int context, Matrix y) {
        each(y, (r, j) -> y.put(r, j, table.at(ids[r], j) + positions.at(r % context, j)));
    }

    @Override
    public void embedBackward(Matrix dy, int[] ids, int context, Matrix dTable, Matrix dPositions) {
        clear(dPositions);
        each(dy, (r, j) -> {
            add(dTable, ids[r], j, dy.at(r, j));
            add(dPositions, r % context, j, dy.at(r, j));
        });
    }

    private static double logSum(Matrix x, int row, int length, double alpha) {
        double largest = Double.NEGATIVE_INFINITY;
        for (int j = 0; j < length; j++) {
            largest = Math.max(largest, alpha * x.at(row, j));
        }
        double sum = 0;
        for (int j = 0; j < length; j++) {
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
