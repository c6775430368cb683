package dev.millrace.trainer.optimise;

/**
 * The nearest matrix with orthonormal rows or columns, roughly: singular values end between about .7 and 1.2.
 *
 * <pre>
 * X ← X / ‖X‖ ,  five times:  A = X Xᵀ ,  X ← a X + (b A + c A A) X
 * </pre>
 *
 * Source: Jordan et al., kellerjordan.github.io/posts/muon, the Newton-Schulz iteration with a quintic.
 */
final class Orthogonal {
    private static final float A = 3.4445f;
    private static final float B = -4.7750f;
    private static final float C = 2.0315f;
    private static final int STEPS = 5;
    private static final double SMALLEST = 1e-7;

    private Orthogonal() {}

    /** Of a matrix [rows, columns], row-major, which is left as it is. */
    static float[] of(float[] matrix, int rows, int columns) {
        return rows > columns
                ? transposed(wide(transposed(matrix, rows, columns), columns, rows), columns, rows)
                : wide(matrix.clone(), rows, columns);
    }

    private static float[] wide(float[] x, int rows, int columns) {
        double squares = 0;
        for (float value : x) {
            squares += (double) value * value;
        }
        float factor = (float) (1 / Math.max(SMALLEST, Math.sqrt(squares)));
        for (int i = 0; i < x.length; i++) {
            x[i] *= factor;
        }
        float[] gram = new float[rows * rows];
        float[] polynomial = new float[rows * rows];
        float[] next = new float[x.length];
        for (int step = 0; step < STEPS; step++) {
            product(x, transposed(x, rows, columns), gram, rows, columns, rows, 0, null);
            product(gram, gram, polynomial, rows, rows, rows, B / C, gram);
            for (int i = 0; i < polynomial.length; i++) {
                polynomial[i] *= C;
            }
            product(polynomial, x, next, rows, rows, columns, A, x);
            float[] last = x;
            x = next;
            next = last;
        }
        return x;
    }

    /** into = x y + factor · added; x [n, k], y [k, m]. */
    private static void product(float[] x, float[] y, float[] into, int n, int k, int m, float factor, float[] added) {
        for (int row = 0; row < n; row++) {
            int to = row * m;
            for (int j = 0; j < m; j++) {
                into[to + j] = added == null ? 0 : factor * added[to + j];
            }
            for (int inner = 0; inner < k; inner++) {
                addScaled(x[row * k + inner], y, inner * m, into, to, m);
            }
        }
    }

    private static void addScaled(float factor, float[] from, int fromAt, float[] into, int intoAt, int length) {
        for (int j = 0; j < length; j++) {
            into[intoAt + j] += factor * from[fromAt + j];
        }
    }

    private static float[] transposed(float[] matrix, int rows, int columns) {
        float[] result = new float[matrix.length];
        for (int row = 0; row < rows; row++) {
            for (int column = 0; column < columns; column++) {
                result[column * rows + row] = matrix[row * columns + column];
            }
        }
        return result;
    }
}
