package dev.millrace.trainer.kernel;

import java.util.Objects;

/**
 * Rows × columns numbers within a region, row-major with a stride between rows. A view: nothing is copied.
 *
 * @param offset of element (0, 0) within the region
 * @param stride from one row to the next, at least the number of columns
 * @param form whether a product is to read it transposed; every other kernel takes plain matrices
 */
public record Matrix(Region region, int offset, int rows, int columns, int stride, Form form) {

    /** How a product reads a matrix. */
    public enum Form {
        PLAIN,
        TRANSPOSED
    }

    public Matrix {
        Objects.requireNonNull(region);
        if (rows < 0 || columns < 0 || stride < columns || offset < 0) {
            throw new IllegalArgumentException(
                    "Invalid matrix: " + rows + " x " + columns + ", stride " + stride + ", at " + offset);
        }
        long end = rows == 0 ? 0 : offset + (rows - 1L) * stride + columns;
        if (end > region.length()) {
            throw new IllegalArgumentException("Invalid matrix: ends at element " + end + " of " + region.length());
        }
    }

    /** Part of it: rows and columns counted from (row, column). */
    public Matrix block(int row, int column, int blockRows, int blockColumns) {
        if (row < 0 || column < 0 || row + blockRows > rows || column + blockColumns > columns) {
            throw new IllegalArgumentException("Invalid block: " + blockRows + " x " + blockColumns + " at (" + row
                    + ", " + column + ") of " + rows + " x " + columns);
        }
        return new Matrix(region, offset + row * stride + column, blockRows, blockColumns, stride, form);
    }

    /** Some of its rows, whole. */
    public Matrix rows(int first, int count) {
        return block(first, 0, count, columns);
    }

    /** The same elements, to be read transposed by a product; rows and columns stay as stored. */
    public Matrix transposed() {
        return new Matrix(region, offset, rows, columns, stride, form == Form.PLAIN ? Form.TRANSPOSED : Form.PLAIN);
    }

    /** The element at (row, column) as stored. */
    public double at(int row, int column) {
        return region.at(index(row, column));
    }

    /** Sets the element at (row, column) as stored. */
    public void put(int row, int column, double value) {
        region.put(index(row, column), value);
    }

    int index(int row, int column) {
        return offset + row * stride + column;
    }

    /** Index of a row's first element within the region. */
    int row(int row) {
        return offset + row * stride;
    }

    /** Whether rows follow each other without gaps. */
    boolean isDense() {
        return stride == columns;
    }

    /** The same elements, so many rows as one; without gaps, and the factor divides the number of rows, unless it is 1. */
    Matrix widened(int factor) {
        return factor == 1 ? this : new Matrix(region, offset, rows / factor, columns * factor, columns * factor, form);
    }
}
