package dev.millrace.trainer.layer;

import dev.millrace.trainer.kernel.Matrix;

/** How a sublayer's last projection joins the residual stream: y = residual + dropout(x·W + b). */
final class Joint {
    private static final String BRANCH = "branch";

    private Joint() {}

    static void forward(Projection projection, Matrix x, Matrix residual, Matrix y, Dropout dropout, Pass pass) {
        if (!dropout.isActive(pass)) {
            projection.forward(x, residual, y);
            return;
        }
        Matrix branch = pass.scratch(BRANCH, y.rows(), y.columns());
        projection.forward(x, branch);
        dropout.apply(branch, branch, pass);
        pass.kernels().copy(residual, y);
        pass.kernels().add(branch, y);
    }

    /** Gradient of the projection's result, of that of y. */
    static Matrix backward(Matrix dy, Dropout dropout, Pass pass) {
        if (!dropout.isActive(pass)) {
            return dy;
        }
        Matrix dBranch = pass.scratch(BRANCH, dy.rows(), dy.columns());
        dropout.apply(dy, dBranch, pass);
        return dBranch;
    }
}
