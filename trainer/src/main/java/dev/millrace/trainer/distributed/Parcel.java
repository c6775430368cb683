package dev.millrace.trainer.distributed;

import java.io.Serializable;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;

/**
 * A large value between driver and executors: by reference within one JVM, else by broadcast outwards and within the
 * task's result homewards. Whoever opens one must not change the value.
 */
sealed interface Parcel<T extends Serializable> extends Serializable {
    T open();

    /** Frees what holds the value and, within one JVM, the replies to it; called on the driver. */
    void discard();

    /** From a task that was sent this parcel to the driver. */
    <R extends Serializable> Parcel<R> reply(R value);

    /** From the driver to every executor. */
    static <T extends Serializable> Parcel<T> send(JavaSparkContext spark, T value) {
        return spark.isLocal() ? Held.send(value) : new Cast<>(spark.broadcast(value));
    }

    /** In a JVM that driver and executors share; what belongs to one sending is kept under its number. */
    record Held<T extends Serializable>(long sending, long number) implements Parcel<T> {
        private static final Map<Long, Map<Long, Serializable>> SENDINGS = new ConcurrentHashMap<>();
        private static final AtomicLong NEXT = new AtomicLong();

        static <T extends Serializable> Held<T> send(T value) {
            long sending = NEXT.getAndIncrement();
            SENDINGS.put(sending, new ConcurrentHashMap<>());
            return hold(sending, value);
        }

        private static <T extends Serializable> Held<T> hold(long sending, T value) {
            Held<T> held = new Held<>(sending, NEXT.getAndIncrement());
            Map<Long, Serializable> values = SENDINGS.get(sending);
            if (values == null) {
                throw new IllegalStateException("The job that asked for this has ended");
            }
            values.put(held.number, value);
            return held;
        }

        @Override
        @SuppressWarnings("unchecked") // put there by hold, under this number only
        public T open() {
            return (T) SENDINGS.get(sending).get(number);
        }

        @Override
        public void discard() {
            SENDINGS.remove(sending);
        }

        @Override
        public <R extends Serializable> Parcel<R> reply(R value) {
            return hold(sending, value);
        }
    }

    /** By broadcast. */
    record Cast<T extends Serializable>(Broadcast<T> broadcast) implements Parcel<T> {
        @Override
        public T open() {
            return broadcast.value();
        }

        @Override
        public void discard() {
            broadcast.destroy();
        }

        @Override
        public <R extends Serializable> Parcel<R> reply(R value) {
            return new Carried<>(value);
        }
    }

    /** By value. */
    record Carried<T extends Serializable>(T value) implements Parcel<T> {
        @Override
        public T open() {
            return value;
        }

        @Override
        public void discard() {}

        @Override
        public <R extends Serializable> Parcel<R> reply(R answer) {
            return new Carried<>(answer);
        }
    }
}
