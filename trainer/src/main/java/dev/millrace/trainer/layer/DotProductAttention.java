package dev.millrace.trainer.layer;

import dev.millrace.trainer.kernel.Kernels;
import dev.millrace.trainer.kernel.Matrix;
import dev.millrace.trainer.spec.AttentionSpec;
import java.util.Arrays;
import java.util.Optional;

/**
 * Attention of every head of every sequence, in blocks of query rows that compute no score which none of them sees. The
 * scores are computed again in the backward pass, so that memory is linear in T. Legend: B sequences, T queries and S
 * keys of each, H query heads, K heads of keys and values, h head width.
 *
 * <pre>
 * s = α·q·kᵀ + bias by distance     p = softmax of s over what is seen     o = dropout(p)·v
 * dv = dropout(p)ᵀ·do     dp = dropout(do·vᵀ)     ds = p ∘ (dp − Σ_j p_j·dp_j)     dq = α·ds·k     dk = α·dsᵀ·q
 * </pre>
 */
final class DotProductAttention {
    private static final int BLOCK = 128;
    private static final int FEW = 16;

    private final AttentionSpec spec;
    private final Dropout dropout;
    private final double alpha;

    DotProductAttention(AttentionSpec spec, Dropout dropout) {
        this.spec = spec;
        this.dropout = dropout;
        this.alpha = spec.scale() == AttentionSpec.Scale.ONE ? 1 : 1 / Math.sqrt(spec.headWidth());
    }

    /**
     * @param queries [B·T, H·h]
     * @param keys [B·S, K·h]
     * @param values [B·S, K·h]
     * @param mixed [B·T, H·h], overwritten with o, heads side by side
     * @param logSums [B·H, T], overwritten for the backward pass
     */
    void forward(Matrix queries, Matrix keys, Matrix values, Ranges ranges, Matrix mixed, Matrix logSums, Pass pass) {
        Kernels kernels = pass.kernels();
        for (int row = 0; row < logSums.rows(); row++) {
            Matrix q = taken("queries", head(queries, row, row % spec.heads(), pass), pass);
            Matrix k = taken("keys", head(keys, row, keyHead(row), pass), pass);
            Matrix v = taken("values", head(values, row, keyHead(row), pass), pass);
            Matrix o = head(mixed, row, row % spec.heads(), pass);
            for (Window window = new Window(pass, ranges, row, 0); window.exists(); window = window.next()) {
                Matrix output = window.queries(o);
                if (window.isBlind()) {
                    kernels.clear(output);
                    continue;
                }
                Matrix p = window.scores(q, k, pass.scratch("scores", window.count, window.width()));
                kernels.softmax(p, window.begins, window.ends, 0, window.alpha, window.logSums(logSums));
                if (dropout.isActive(pass)) {
                    dropout.apply(p, p, pass, window.number());
                }
                kernels.multiply(p, window.keys(v), 0, output);
            }
        }
    }

    /**
     * @param dMixed [B·T, H·h] do
     * @param dQueries overwritten, as are dKeys and dValues
     */
    void backward(
            Matrix queries,
            Matrix keys,
            Matrix values,
            Ranges ranges,
            Matrix logSums,
            Matrix dMixed,
            Matrix dQueries,
            Matrix dKeys,
            Matrix dValues,
            Pass pass) {
        Kernels kernels = pass.kernels();
        kernels.clear(dKeys);
        kernels.clear(dValues);
        for (int row = 0; row < logSums.rows(); row++) {
            Matrix q = taken("queries", head(queries, row, row % spec.heads(), pass), pass);
            Matrix k = taken("keys", head(keys, row, keyHead(row), pass), pass);
            Matrix v = taken("values", head(values, row, keyHead(row), pass), pass);
            Matrix dO = taken("mixedGradients", head(dMixed, row, row % spec.heads(), pass), pass);
            Matrix dQ = head(dQueries, row, row % spec.heads(), pass);
            Matrix dK = head(dKeys, row, keyHead(row), pass);
            Matrix dV = head(dValues, row, keyHead(row), pass);
            for (Window window = new Window(pass, ranges, row, 0); window.exists(); window = window.next()) {
                if (window.isBlind()) {
                    kernels.clear(window.queries(dQ));
                    continue;
                }
                Matrix p = window.scores(q, k, pass.scratch("scores", window.count, window.width()));
                kernels.softmaxAgain(p, window.begins, window.ends, 0, window.alpha, window.logSums(logSums));
                Matrix dropped = p;
                if (dropout.isActive(pass)) {
                    dropped = pass.scratch("dropped", window.count, window.width());
                    dropout.apply(p, dropped, pass, window.number());
                }
                kernels.multiply(dropped.transposed(), window.queries(dO), 1, window.keys(dV));
                Matrix ds = pass.scratch("scoreGradients", window.count, window.width());
                kernels.multiply(window.queries(dO), window.keys(v).transposed(), 0, ds);
                if (dropout.isActive(pass)) {
                    dropout.apply(ds, ds, pass, window.number());
                }
                kernels.softmaxBackward(p, ds, window.alpha);
                window.biasBackward(ds);
                Matrix taken = kernels.operand("scoreGradients", ds);
                kernels.multiply(taken, window.keys(k), 0, window.queries(dQ));
                kernels.multiply(taken.transposed(), window.queries(q), 1, window.keys(dK));
            }
        }
    }

    /** A head as many products take it; left as it is for a few rows of queries. */
    private static Matrix taken(String place, Matrix head, Pass pass) {
        return pass.context() < FEW ? head : pass.kernels().operand(place, head);
    }

    /** Rows and columns of sequence row / H and a head, in a matrix of any number of rows a sequence. */
    private Matrix head(Matrix matrix, int row, int head, Pass pass) {
        int length = matrix.rows() / pass.sequences();
        return matrix.block(row / spec.heads() * length, head * spec.headWidth(), length, spec.headWidth());
    }

    private int keyHead(int row) {
        return row % spec.heads() / (spec.heads() / spec.keyValueHeads());
    }

    /** A block of query rows of one head and the span of keys that some of them see. */
    private final class Window {
        private final Pass pass;
        private final Ranges ranges;
        private final int row;
        private final int first;
        private final int count;
        private final int begin;
        private final int end;
        private final int[] begins;
        private final int[] ends;
        private final double alpha;

        Window(Pass pass, Ranges ranges, int row, int first) {
            this.pass = pass;
            this.ranges = ranges;
            this.row = row;
            this.first = first;
            this.count = Math.min(BLOCK, pass.context() - first);
            int place = row / spec.heads() * pass.context() + first;
            this.begin = count <= 0 ? 0 : ranges.first(place, count);
            this.end = count <= 0 ? 0 : ranges.last(place, count);
            this.begins = shifted(ranges.begins(), place);
            this.ends = shifted(ranges.ends(), place);
            this.alpha = distances().isPresent() ? 1 : DotProductAttention.this.alpha;
        }

        boolean exists() {
            return count > 0;
        }

        Window next() {
            return new Window(pass, ranges, row, first + BLOCK);
        }

        boolean isBlind() {
            return end <= begin;
        }

        int width() {
            return end - begin;
        }

        /** Among all windows of a pass. */
        int number() {
            return row * ((pass.context() + BLOCK - 1) / BLOCK) + first / BLOCK;
        }

        Matrix queries(Matrix head) {
            return head.rows(first, count);
        }

        Matrix keys(Matrix head) {
            return head.rows(begin, width());
        }

        Matrix logSums(Matrix all) {
            return all.block(row, first, 1, count);
        }

        Matrix scores(Matrix q, Matrix k, Matrix scores) {
            pass.kernels().multiply(queries(q), keys(k).transposed(), 0, scores);
            distances()
                    .ifPresent(numbers -> pass.kernels()
                            .addDistanceBias(
                                    scores,
                                    position(),
                                    DotProductAttention.this.alpha,
                                    numbers.bias(row % spec.heads())));
            return scores;
        }

        void biasBackward(Matrix ds) {
            distances().ifPresent(numbers -> {
                numbers.gradient(row % spec.heads())
                        .ifPresent(gradient -> pass.kernels().sumDistances(ds, position(), gradient));
                if (DotProductAttention.this.alpha != 1) {
                    pass.kernels().scale(ds, DotProductAttention.this.alpha);
                }
            });
        }

        /** Of the first query, counted from the first key of the span. */
        private int position() {
            return pass.firstPosition() + first - begin;
        }

        private Optional<Distances> distances() {
            return ranges.areOfOneSequence() ? pass.distances() : Optional.empty();
        }

        private int[] shifted(int[] from, int place) {
            int[] window = count <= 0 ? new int[0] : Arrays.copyOfRange(from, place, place + count);
            for (int r = 0; r < window.length; r++) {
                window[r] -= begin;
            }
            return window;
        }
    }
}
