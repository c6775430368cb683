package dev.millrace.trainer.kernel;

/** Whether matrices fit together in C ← A·B + βC. */
final class ProductShape {
    private ProductShape() {}

    /** Columns of A, which must be the rows of B, as the product reads them. */
    static int inner(Matrix a, Matrix b, Matrix c) {
        boolean flipA = a.form() == Matrix.Form.TRANSPOSED;
        boolean flipB = b.form() == Matrix.Form.TRANSPOSED;
        int inner = flipA ? a.rows() : a.columns();
        if (c.form() != Matrix.Form.PLAIN
                || c.rows() != (flipA ? a.columns() : a.rows())
                || c.columns() != (flipB ? b.rows() : b.columns())
                || inner != (flipB ? b.columns() : b.rows())) {
            throw new IllegalArgumentException(
                    "Invalid product: " + describe(a) + " by " + describe(b) + " into " + describe(c));
        }
        return inner;
    }

    private static String describe(Matrix matrix) {
        return matrix.rows() + " x " + matrix.columns() + (matrix.form() == Matrix.Form.PLAIN ? "" : " transposed");
    }
}
