package dev.millrace.trainer.feed;

import dev.millrace.trainer.loop.TokenBatch;

/**
 * The sequences of one shard. T context.
 *
 * @param ids [rows, T + 1] row-major
 * @param lengths [rows]: tokens that are not filling
 */
@SuppressWarnings("ArrayRecordComponent") // a carrier of primitives; never compared
record ShardRows(int[] ids, int[] lengths, int context) {

    void copy(int row, TokenBatch into, int at) {
        int width = context + 1;
        System.arraycopy(ids, row * width, into.ids(), at * width, width);
        into.lengths()[at] = lengths[row];
    }

    @Override
    public String toString() {
        return lengths.length + " sequences";
    }
}
