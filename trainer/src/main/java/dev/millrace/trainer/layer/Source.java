package dev.millrace.trainer.layer;

import dev.millrace.trainer.kernel.Matrix;
import java.util.Optional;

/**
 * What an encoder made, for the blocks of a decoder.
 *
 * @param rows [B·S, d]
 * @param lengths [B] positions that are not filling
 * @param gradient [B·S, d], overwritten by a block's backward pass; absent when there is none
 */
@SuppressWarnings("ArrayRecordComponent") // on the hot path; never compared
public record Source(Matrix rows, int[] lengths, Optional<Matrix> gradient) {
    /** For a forward pass. */
    public static Source of(Matrix rows, int[] lengths) {
        return new Source(rows, lengths, Optional.empty());
    }

    @Override
    public String toString() {
        return lengths.length + " sequences of an encoder";
    }
}
