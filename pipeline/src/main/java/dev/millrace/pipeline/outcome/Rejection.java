package dev.millrace.pipeline.outcome;

import java.io.Serializable;
import java.util.Objects;

/**
 * Why a document was rejected.
 *
 * @param stage name of the stage, such as {@code gopher-quality}
 * @param rule name of the rule within the stage, such as {@code too-few-words}
 * @param measured what was measured; NaN where a rule measures nothing
 * @param limit what the measured value was held against; NaN where there is none
 * @param detail the place or cause in words, such as an offset or an error; empty where the numbers say it all
 * @param survivor id of the document that stays in place of this duplicate; empty for other reasons
 */
public record Rejection(String stage, String rule, double measured, double limit, String detail, String survivor)
        implements Serializable {
    public Rejection {
        Objects.requireNonNull(stage, "stage");
        Objects.requireNonNull(rule, "rule");
        Objects.requireNonNull(detail, "detail");
        Objects.requireNonNull(survivor, "survivor");
    }

    public static Rejection measured(String stage, String rule, double measured, double limit) {
        return new Rejection(stage, rule, measured, limit, "", "");
    }

    public static Rejection because(String stage, String rule, String detail) {
        return new Rejection(stage, rule, Double.NaN, Double.NaN, detail, "");
    }

    public static Rejection duplicate(String stage, String rule, double similarity, double limit, String survivor) {
        return new Rejection(stage, rule, similarity, limit, "", survivor);
    }

    /** {@code stage/rule}, as ledgers and reports count it. */
    public String key() {
        return stage + "/" + rule;
    }
}
