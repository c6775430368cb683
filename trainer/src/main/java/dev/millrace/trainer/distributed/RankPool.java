package dev.millrace.trainer.distributed;

import dev.millrace.trainer.loop.Replicas;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.function.Function;

/**
 * The replicas that this JVM has built, kept from task to task. A task has one set to itself; replicas of another model
 * or of another number of threads are closed once they are idle.
 */
final class RankPool {
    private static final List<Idle> IDLE = new ArrayList<>();

    private RankPool() {}

    /** Does a task's work on replicas; they are thrown away when it fails. */
    static <T> T with(ReplicaFactory factory, int threads, Function<Replicas, T> work) {
        Replicas replicas = take(factory, threads);
        T result;
        try {
            result = work.apply(replicas);
        } catch (RuntimeException | Error failure) {
            try {
                replicas.close();
            } catch (RuntimeException second) {
                failure.addSuppressed(second);
            }
            throw failure;
        }
        synchronized (IDLE) {
            IDLE.add(new Idle(factory, threads, replicas));
        }
        return result;
    }

    private static Replicas take(ReplicaFactory factory, int threads) {
        synchronized (IDLE) {
            Replicas found = null;
            for (Iterator<Idle> all = IDLE.iterator(); all.hasNext(); ) {
                Idle idle = all.next();
                boolean fits = idle.factory.equals(factory) && idle.threads == threads;
                if (fits && found == null) {
                    found = idle.replicas;
                    all.remove();
                } else if (!fits) {
                    idle.replicas.close();
                    all.remove();
                }
            }
            if (found != null) {
                return found;
            }
            return new Replicas(threads, factory::create);
        }
    }

    private record Idle(ReplicaFactory factory, int threads, Replicas replicas) {}
}
