package dev.millrace.jobs.text;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/**
 * Work done on all cores whose results are used one by one, in the order of the work, whatever the number of cores. Memory
 * holds the results of a few pieces of work, and of each no more than {@value #RESULTS_AHEAD}.
 */
final class InOrder {
    private static final int PIECES_AHEAD = 4;
    private static final int RESULTS_AHEAD = 64;

    private InOrder() {}

    private record Piece<R>(BlockingQueue<Optional<R>> results, Future<?> end) {}

    /**
     * @param produce hands a piece's results on; what it throws is thrown here
     * @param use called in the calling thread; what it throws ends the work
     */
    static <T, R> void each(List<T> work, BiConsumer<T, Consumer<R>> produce, Consumer<R> use) {
        int threads = Runtime.getRuntime().availableProcessors();
        ExecutorService pool = Executors.newFixedThreadPool(threads, InOrder::thread);
        Deque<Piece<R>> ahead = new ArrayDeque<>();
        Iterator<T> rest = work.iterator();
        try {
            while (rest.hasNext() || !ahead.isEmpty()) {
                while (rest.hasNext() && ahead.size() < threads * PIECES_AHEAD) {
                    ahead.add(begin(pool, rest.next(), produce));
                }
                drain(ahead.remove(), use);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted", e);
        } finally {
            pool.shutdownNow();
        }
    }

    private static Thread thread(Runnable work) {
        Thread thread = new Thread(work, "extract");
        thread.setDaemon(true);
        return thread;
    }

    private static <T, R> Piece<R> begin(ExecutorService pool, T work, BiConsumer<T, Consumer<R>> produce) {
        BlockingQueue<Optional<R>> results = new ArrayBlockingQueue<>(RESULTS_AHEAD);
        return new Piece<>(results, pool.submit(() -> {
            try {
                produce.accept(work, result -> put(results, Optional.of(result)));
            } finally {
                put(results, Optional.empty());
            }
        }));
    }

    private static <R> void put(BlockingQueue<Optional<R>> results, Optional<R> result) {
        try {
            results.put(result);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted", e);
        }
    }

    private static <R> void drain(Piece<R> piece, Consumer<R> use) throws InterruptedException {
        for (Optional<R> result = piece.results().take();
                result.isPresent();
                result = piece.results().take()) {
            use.accept(result.get());
        }
        try {
            piece.end().get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw new IllegalStateException("Failed: " + e.getCause(), e);
        }
    }
}
