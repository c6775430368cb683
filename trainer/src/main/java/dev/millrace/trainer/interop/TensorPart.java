package dev.millrace.trainer.interop;

import java.util.List;

/**
 * A tensor of a file as a rectangle within one of our parameters, whose rows are those of its last dimension.
 *
 * @param tensor its name in the file
 * @param shape that it has there
 * @param order whether its rows are the rectangle's
 */
record TensorPart(String tensor, List<Long> shape, int row, int column, int rows, int columns, Order order) {

    enum Order {
        SAME,
        /** Its rows are our columns: outputs × inputs. */
        TRANSPOSED
    }

    /** @param width columns of our parameter */
    void copyIn(float[] theirs, float[] ours, int width) {
        for (int r = 0; r < rows; r++) {
            for (int c = 0; c < columns; c++) {
                ours[(row + r) * width + column + c] = theirs[place(r, c)];
            }
        }
    }

    /** The tensor's elements out of our parameter. */
    float[] copyOut(float[] ours, int width) {
        float[] theirs = new float[rows * columns];
        for (int r = 0; r < rows; r++) {
            for (int c = 0; c < columns; c++) {
                theirs[place(r, c)] = ours[(row + r) * width + column + c];
            }
        }
        return theirs;
    }

    private int place(int r, int c) {
        return order == Order.SAME ? r * columns + c : c * rows + r;
    }
}
