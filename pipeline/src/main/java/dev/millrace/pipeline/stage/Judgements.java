package dev.millrace.pipeline.stage;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** Lets a stage tell the rules that it tries, to whoever listens on its thread; where nobody does, nothing is kept. */
public final class Judgements {
    private static final ThreadLocal<List<Judgement>> HEARD = new ThreadLocal<>();

    private Judgements() {}

    /** Whether anybody listens. */
    public static boolean heard() {
        return HEARD.get() != null;
    }

    public static void tell(Judgement judgement) {
        List<Judgement> heard = HEARD.get();
        if (heard != null) {
            heard.add(judgement);
        }
    }

    /** Does the work, and adds to {@code heard} what stages tell meanwhile. */
    public static <T> T listen(List<Judgement> heard, Supplier<T> work) {
        List<Judgement> told = new ArrayList<>();
        HEARD.set(told);
        try {
            return work.get();
        } finally {
            HEARD.remove();
            heard.addAll(told);
        }
    }
}
