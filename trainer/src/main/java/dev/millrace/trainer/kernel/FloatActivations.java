package dev.millrace.trainer.kernel;

import static dev.millrace.trainer.kernel.FloatRows.load;
import static dev.millrace.trainer.kernel.FloatRows.together;

/** The activations of {@link Kernels} in float32, with bias or gate. */
final class FloatActivations {
    private final RowMath rows;
    private final Scratch scratch;
    private final OperandRows operands;

    /** @param scratch may be others' too: nothing stays in it */
    FloatActivations(RowMath rows, Scratch scratch) {
        this.rows = rows;
        this.scratch = scratch;
        this.operands = new OperandRows(rows);
    }

    /** @param bias [m] or longer */
    void activate(Activation f, Matrix x, float[] bias, Matrix y) {
        int factor = together(x, y, y);
        Matrix from = x.widened(factor);
        Matrix to = y.widened(factor);
        int m = to.columns();
        float[] terms = repeated(bias, x.columns(), factor);
        float[] row = scratch.row(0, m);
        float[] result = scratch.row(1, m);
        for (int r = 0; r < to.rows(); r++) {
            load(from, r, row);
            rows.add(terms, row, m);
            rows.activate(f, row, result, m);
            operands.store(result, to, r);
        }
    }

    /** @param sum [m], added to */
    void activateBackward(Activation f, Matrix x, float[] bias, Matrix dy, Matrix dx, Matrix y, float[] sum) {
        int factor = Math.min(together(x, dy, y), together(dx, dx, dx));
        Matrix from = x.widened(factor);
        Matrix upper = dy.widened(factor);
        Matrix to = dx.widened(factor);
        Matrix again = y.widened(factor);
        int m = to.columns();
        float[] terms = repeated(bias, x.columns(), factor);
        float[] row = scratch.row(0, m);
        float[] slope = scratch.row(1, m);
        float[] gradient = scratch.row(2, m);
        float[] result = scratch.row(3, m);
        for (int r = 0; r < to.rows(); r++) {
            load(from, r, row);
            load(upper, r, gradient);
            rows.add(terms, row, m);
            rows.slopes(f, row, result, slope, m);
            rows.multiply(slope, gradient, m);
            rows.sumRows(gradient, factor, sum, x.columns());
            operands.store(gradient, to, r);
            operands.store(result, again, r);
        }
    }

    void gate(Activation f, Matrix gate, Matrix up, Matrix y) {
        int m = y.columns();
        float[] opening = scratch.row(0, m);
        float[] value = scratch.row(1, m);
        float[] result = scratch.row(2, m);
        for (int r = 0; r < y.rows(); r++) {
            load(gate, r, opening);
            load(up, r, value);
            rows.activate(f, opening, result, m);
            rows.multiply(value, result, m);
            operands.store(result, y, r);
        }
    }

    void gateBackward(Activation f, Matrix gate, Matrix up, Matrix dy, Matrix dGate, Matrix dUp, Matrix y) {
        int m = dy.columns();
        float[] opening = scratch.row(0, m);
        float[] value = scratch.row(1, m);
        float[] upper = scratch.row(2, m);
        float[] slope = scratch.row(3, m);
        float[] result = scratch.row(4, m);
        for (int r = 0; r < dy.rows(); r++) {
            load(gate, r, opening);
            load(up, r, value);
            load(dy, r, upper);
            rows.slopes(f, opening, result, slope, m);
            rows.multiply(value, slope, m);
            rows.multiply(upper, slope, m);
            rows.multiply(result, upper, m);
            rows.multiply(result, value, m);
            operands.store(slope, dGate, r);
            operands.store(upper, dUp, r);
            operands.store(value, y, r);
        }
    }

    private float[] repeated(float[] row, int columns, int factor) {
        if (factor == 1) {
            return row;
        }
        float[] all = scratch.row(4, columns * factor);
        for (int i = 0; i < factor; i++) {
            System.arraycopy(row, 0, all, i * columns, columns);
        }
        return all;
    }
}
