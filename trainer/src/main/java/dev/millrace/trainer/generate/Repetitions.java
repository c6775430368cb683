package dev.millrace.trainer.generate;

import java.util.Arrays;

/** Changes logits by what the sequence holds already. */
final class Repetitions {
    private Repetitions() {}

    /** z ← z/penalty where z > 0, else z·penalty, for every token of the sequence. */
    static void penalise(float[] logits, int[] sequence, double penalty) {
        for (int id : Arrays.stream(sequence).distinct().toArray()) {
            logits[id] = (float) (logits[id] < 0 ? logits[id] * penalty : logits[id] / penalty);
        }
    }

    /** z ← −∞ for tokens that would end a run of {@code length} tokens that is in the sequence. */
    static void forbid(float[] logits, int[] sequence, int length) {
        int last = sequence.length - length + 1;
        for (int begin = 0; begin < last; begin++) {
            if (Arrays.equals(sequence, begin, begin + length - 1, sequence, last, sequence.length)) {
                logits[sequence[begin + length - 1]] = Float.NEGATIVE_INFINITY;
            }
        }
    }
}
