package dev.millrace.tokenizer.unigram.training;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntFunction;

/** Shares blocks of work among threads. Who does what is left to chance, so results must not depend on it. */
final class Workers implements AutoCloseable {
    private static final int BLOCK = 1 << 12;

    private final int threads;
    private final ExecutorService executor;

    Workers(int threads) {
        this.threads = threads;
        executor = Executors.newFixedThreadPool(threads, task -> {
            Thread thread = new Thread(task, "unigram-training");
            thread.setDaemon(true);
            return thread;
        });
    }

    /** What one thread does. */
    interface Worker {
        /** Works on the items from {@code from} to {@code to}, exclusive. */
        void work(int from, int to);
    }

    /** Has all items worked on, each once; the workers that did it. */
    <W extends Worker> List<W> run(int items, IntFunction<W> newWorker) {
        AtomicInteger next = new AtomicInteger();
        List<Future<W>> running = new ArrayList<>();
        for (int thread = 0; thread < threads; thread++) {
            W worker = newWorker.apply(thread);
            running.add(executor.submit(() -> {
                for (long block = next.getAndIncrement(); block * BLOCK < items; block = next.getAndIncrement()) {
                    worker.work((int) (block * BLOCK), (int) Math.min(items, (block + 1) * BLOCK));
                }
                return worker;
            }));
        }
        List<W> workers = new ArrayList<>();
        for (Future<W> future : running) {
            workers.add(result(future));
        }
        return workers;
    }

    private static <W> W result(Future<W> future) {
        try {
            return future.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Training was interrupted", e);
        } catch (ExecutionException e) {
            throw new IllegalStateException("Training failed: " + e.getCause().getMessage(), e.getCause());
        }
    }

    @Override
    public void close() {
        executor.shutdownNow();
    }
}
