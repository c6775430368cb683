package dev.millrace.trainer.bench;

import dev.millrace.trainer.kernel.Kernels;
import dev.millrace.trainer.kernel.Matrix;
import dev.millrace.trainer.kernel.Precision;
import dev.millrace.trainer.kernel.Slab;
import dev.millrace.trainer.loop.Crew;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.nd4j.linalg.api.buffer.DataType;

/**
 * The rate at which this machine multiplies matrices when every worker does so on its own, as it does in training: the
 * limit of a step. Products of one layer's shape: forward X·W, backward dY·Wᵀ and Xᵀ·dY.
 */
public final class GemmRate implements AutoCloseable {
    private static final int ROWS = 1024;
    private static final int INNER = 256;
    private static final int COLUMNS = 1024;
    private static final int PRODUCTS = 3;
    private static final double FLOPS = PRODUCTS * 2. * ROWS * INNER * COLUMNS;

    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    private final Crew crew;
    private final List<Bench> benches = new ArrayList<>();

    /**
     * @param crew whose workers multiply, all at once
     * @param precision of the products
     * @throws IllegalStateException when this machine lacks what the precision needs; the message says what
     */
    public GemmRate(Crew crew, Precision precision) {
        this.crew = crew;
        for (int worker = 0; worker < crew.size(); worker++) {
            benches.add(new Bench(precision));
        }
    }

    /**
     * Multiplies for a while.
     *
     * @param seconds at least so long, &gt; 0
     * @return of all workers together
     */
    public Rate measure(double seconds) {
        Rate[] rates = new Rate[benches.size()];
        crew.onEach(worker -> rates[worker] = benches.get(worker).rate(seconds));
        return new Rate(
                Arrays.stream(rates).mapToDouble(Rate::aSecond).sum(),
                Arrays.stream(rates).mapToDouble(Rate::aCpuSecond).average().orElseThrow());
    }

    /**
     * FLOPs by time.
     *
     * @param aSecond of all workers together
     * @param aCpuSecond of a worker's CPU time, the mean over workers
     */
    public record Rate(double aSecond, double aCpuSecond) {}

    @Override
    public void close() {
        benches.forEach(Bench::close);
    }

    /** One worker's matrices; they hold numbers of the usual size, as zeros are multiplied faster. */
    private static final class Bench implements AutoCloseable {
        private final Kernels kernels;
        private final List<Slab> slabs = new ArrayList<>();
        private final Matrix x = random(ROWS, INNER);
        private final Matrix w = random(INNER, COLUMNS);
        private final Matrix y = random(ROWS, COLUMNS);
        private final Matrix dx = random(ROWS, INNER);
        private final Matrix dw = random(INNER, COLUMNS);

        Bench(Precision precision) {
            kernels = Kernels.of(DataType.FLOAT, precision);
        }

        Rate rate(double seconds) {
            long cpuBegan = THREADS.getCurrentThreadCpuTime();
            long began = System.nanoTime();
            double elapsed;
            int rounds = 0;
            do {
                kernels.multiply(x, w, 0, y);
                kernels.multiply(y, w.transposed(), 0, dx);
                kernels.multiply(x.transposed(), y, 0, dw);
                rounds++;
                elapsed = (System.nanoTime() - began) / 1e9;
            } while (elapsed < seconds);
            double cpu = (THREADS.getCurrentThreadCpuTime() - cpuBegan) / 1e9;
            return new Rate(rounds * FLOPS / elapsed, rounds * FLOPS / cpu);
        }

        private Matrix random(int rows, int columns) {
            Slab slab = new Slab(DataType.FLOAT);
            slabs.add(slab);
            Matrix matrix = slab.matrix(rows, columns);
            SplittableRandom random = new SplittableRandom(slabs.size());
            for (int row = 0; row < rows; row++) {
                for (int column = 0; column < columns; column++) {
                    matrix.put(row, column, 2 * random.nextDouble() - 1);
                }
            }
            return matrix;
        }

        @Override
        public void close() {
            slabs.forEach(Slab::close);
        }
    }
}
