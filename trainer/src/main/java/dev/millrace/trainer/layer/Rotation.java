package dev.millrace.trainer.layer;

import dev.millrace.trainer.kernel.Matrix;

/** Rotary positions: the cosines and sines of t·base^(−2j/h) for position t and column j of half a head. */
final class Rotation {
    private final double base;
    private final int headWidth;
    private final String name;

    Rotation(double base, int headWidth) {
        this.base = base;
        this.headWidth = headWidth;
        this.name = "rotation " + base + " " + headWidth;
    }

    /** Rotates rows of heads by their positions. */
    void forward(Matrix heads, Pass pass) {
        pass.kernels().rotate(heads, headWidth, cosines(pass), sines(pass), pass.context());
    }

    /** Rotates their gradients back. */
    void backward(Matrix heads, Pass pass) {
        pass.kernels().rotateBack(heads, headWidth, cosines(pass), sines(pass), pass.context());
    }

    private Matrix cosines(Pass pass) {
        return tables(pass).rows(0, pass.context());
    }

    private Matrix sines(Pass pass) {
        return tables(pass).rows(pass.context(), pass.context());
    }

    /** Cosines above sines, [2T, h/2]. */
    private Matrix tables(Pass pass) {
        int context = pass.context();
        return pass.table(name, 2 * context, headWidth / 2, table -> {
            for (int t = 0; t < context; t++) {
                for (int j = 0; j < headWidth / 2; j++) {
                    double angle = (pass.firstPosition() + t) * Math.pow(base, -2.0 * j / headWidth);
                    table.put(t, j, Math.cos(angle));
                    table.put(context + t, j, Math.sin(angle));
                }
            }
        });
    }
}
