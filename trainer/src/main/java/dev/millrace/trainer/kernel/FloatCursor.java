package dev.millrace.trainer.kernel;

import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.javacpp.Pointer;

/** A pointer that is moved instead of made anew for every product. */
final class FloatCursor extends FloatPointer {
    FloatCursor() {
        super((Pointer) null);
    }

    FloatCursor at(Matrix matrix) {
        address = matrix.region().address(matrix.offset());
        return this;
    }
}
