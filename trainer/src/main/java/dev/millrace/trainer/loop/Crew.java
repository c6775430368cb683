package dev.millrace.trainer.loop;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A fixed number of worker threads, each of which keeps its identity: what worker w built is only ever used by the
 * same thread. Used by one caller at a time.
 */
public final class Crew implements AutoCloseable {
    private final List<ExecutorService> workers = new ArrayList<>();

    /** @param threads number of workers, &gt; 0 */
    public Crew(int threads) {
        if (threads < 1) {
            throw new IllegalArgumentException("Invalid threads: " + threads + " (must be > 0)");
        }
        for (int worker = 0; worker < threads; worker++) {
            String name = "millrace-worker-" + worker;
            workers.add(Executors.newSingleThreadExecutor(task -> {
                Thread thread = new Thread(task, name);
                thread.setDaemon(true);
                return thread;
            }));
        }
    }

    /** Number of workers. */
    public int size() {
        return workers.size();
    }

    /**
     * Does items from … to − 1, each once, whoever is free, and returns when all are done.
     *
     * @throws IllegalStateException when the calling thread is interrupted; the work in hand is finished first
     */
    public void forEach(int from, int to, Work work) {
        AtomicInteger next = new AtomicInteger(from);
        AtomicBoolean stopped = new AtomicBoolean();
        onEach(
                worker -> {
                    for (int item = next.getAndIncrement();
                            item < to && !stopped.get();
                            item = next.getAndIncrement()) {
                        try {
                            work.on(worker, item);
                        } catch (Throwable failure) {
                            stopped.set(true);
                            throw failure;
                        }
                    }
                },
                stopped);
    }

    /** Runs once on every worker. */
    public void onEach(Task task) {
        onEach(task, new AtomicBoolean());
    }

    private void onEach(Task task, AtomicBoolean stopped) {
        List<Future<?>> running = new ArrayList<>();
        for (int worker = 0; worker < workers.size(); worker++) {
            int number = worker;
            running.add(workers.get(worker).submit(() -> task.on(number)));
        }
        Throwable failure = null;
        boolean interrupted = false;
        for (Future<?> future : running) {
            while (true) {
                try {
                    future.get();
                } catch (InterruptedException e) {
                    interrupted = true;
                    stopped.set(true);
                    continue;
                } catch (ExecutionException e) {
                    failure = failure == null ? e.getCause() : failure;
                }
                break;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while training");
        }
        if (failure instanceof RuntimeException unchecked) {
            throw unchecked;
        }
        if (failure instanceof Error error) {
            throw error;
        }
        if (failure != null) {
            throw new IllegalStateException(failure.getMessage(), failure);
        }
    }

    @Override
    public void close() {
        workers.forEach(ExecutorService::shutdown);
    }

    /** One item on one worker. */
    @FunctionalInterface
    public interface Work {
        void on(int worker, int item);
    }

    /** Something that every worker does. */
    @FunctionalInterface
    public interface Task {
        void on(int worker);
    }
}
