package dev.millrace.jobs.cli;

import dev.millrace.jobs.progress.Display;
import dev.millrace.jobs.progress.Progress;
import dev.millrace.jobs.summary.Summary;
import dev.millrace.trainer.bench.BenchShape;
import dev.millrace.trainer.bench.MemoryUse;
import dev.millrace.trainer.bench.TrainBench;
import dev.millrace.trainer.bench.TrainBenchSettings;
import dev.millrace.trainer.bench.TrainFigures;
import dev.millrace.trainer.kernel.Precision;
import dev.millrace.trainer.spec.ModelSpec;
import java.io.IOException;
import java.io.PrintStream;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Figures of training steps. */
@Command(
        name = "train",
        description = {
            "Measures training steps on random tokens: forward, backward, clipping and AdamW as pretrain does them in one",
            "process, and between them the rate at which the same threads multiply matrices."
        },
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Examples:",
            "  millrace bench train --shape gpt2-large --steps 20 --summary figures.json",
            "  MILLRACE_JAVA_OPTIONS=-Dmillrace.gemm=openblas millrace bench train",
            "",
            "The system property millrace.gemm names who multiplies matrices: onednn, openblas, auto (oneDNN where it loads).",
            "",
            "A step's FLOPs are 6NBT + 6LBT^2d: N elements of matrices that multiply, head included, B sequences of T",
            "tokens, L blocks of width d; of attention only the half that causality leaves is counted, and nothing that is",
            "computed again. Their rate in the share of the matrix products' is the model FLOPs utilisation (MFU)."
        })
final class BenchTrainCommand implements Callable<Integer> {
    private static final String NAME = "bench train";

    private final Streams streams;

    @Option(
            names = "--shape",
            paramLabel = "SHAPE",
            description = "The model: ${COMPLETION-CANDIDATES} (default ${DEFAULT-VALUE}).")
    BenchShape shape = BenchShape.GPT2;

    @Option(
            names = "--bf16",
            description =
                    "Matrix products in bfloat16, sums and weights in float32; refused where the processor has none.")
    boolean bf16;

    @Option(names = "--steps", paramLabel = "N", description = "Measured steps (default ${DEFAULT-VALUE}).")
    int steps = 12;

    @Option(
            names = "--warmup",
            paramLabel = "N",
            description = "Steps before them, while Java compiles (default ${DEFAULT-VALUE}).")
    int warmup = 6;

    @Option(names = "--threads", paramLabel = "N", description = "Workers, one a core (default: the cores).")
    int threads = Runtime.getRuntime().availableProcessors();

    @Option(names = "--context", paramLabel = "T", description = "Tokens of a sequence (default: the shape's).")
    Integer context;

    @Option(
            names = "--batch",
            paramLabel = "B",
            description = "Sequences of a step, a multiple of the threads (default: the shape's).")
    Integer batch;

    @Mixin
    ToolOptions options;

    @Spec
    CommandSpec spec;

    BenchTrainCommand(Streams streams) {
        this.streams = streams;
    }

    @Override
    public Integer call() throws IOException {
        TrainBenchSettings settings = settings();
        long began = System.nanoTime();
        TrainFigures figures;
        Display display = Display.on(streams.error(), streams.columns(), System::nanoTime);
        try (Progress progress = display.start(NAME, "steps")) {
            progress.total(warmup + steps);
            figures = TrainBench.run(settings, progress::reach);
        }
        print(settings, figures);
        options.end(summary(settings, figures, (System.nanoTime() - began) / 1e9), streams);
        return ExitStatus.DONE;
    }

    private TrainBenchSettings settings() {
        try {
            ModelSpec model = shape.spec(context == null ? shape.context() : context);
            Precision precision = bf16 ? Precision.BFLOAT16 : Precision.FLOAT32;
            return new TrainBenchSettings(
                    model, precision, batch == null ? shape.sequences() : batch, threads, warmup, steps);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), e.getMessage(), e);
        }
    }

    private void print(TrainBenchSettings settings, TrainFigures figures) {
        PrintStream out = streams.out();
        out.println(format(
                "Model           %s%s: %,d parameters, context %,d",
                shape,
                bf16 ? " bf16" : "",
                settings.model().parameterCount(),
                settings.model().context()));
        out.println(format(
                "Batch           %,d sequences, %,d tokens, on %d threads",
                settings.sequences(), settings.tokens(), settings.threads()));
        out.println(format(
                "Step            %.3f s median of %d, %.3f s best; %.3f CPU s",
                figures.medianSeconds(), settings.steps(), figures.bestSeconds(), figures.medianCpuSeconds()));
        out.println(format(
                "Tokens          %,.0f/s median, %,.0f/s best",
                figures.tokensPerSecond(), figures.bestTokensPerSecond()));
        out.println(format(
                "Operations      %.1f GFLOP a step, %.1f GFLOP/s",
                figures.flops() / 1e9, figures.flopsPerSecond() / 1e9));
        out.println(format("Matrix products %.1f GFLOP/s median, between the steps", figures.gemmRate() / 1e9));
        out.println(format(
                "Share of it     %.1f %%; by CPU time %.1f %%", 100 * figures.share(), 100 * figures.shareOfCpuTime()));
        out.println(format("Memory          %,d MB peak", figures.peakMemory() >> 20));
        for (MemoryUse use : figures.memory()) {
            out.println(format(
                    "  %-14s%,6d MB peak, %,d MB resident, %,d MB heap",
                    use.moment(), use.peak() >> 20, use.resident() >> 20, use.heap() >> 20));
        }
    }

    private Summary summary(TrainBenchSettings settings, TrainFigures figures, double seconds) {
        return new Summary(NAME, (warmup + steps) * settings.tokens(), "tokens", seconds)
                .with("shape", shape.toString())
                .with("bf16", bf16)
                .with("parameters", settings.model().parameterCount())
                .with("context", settings.model().context())
                .with("batch", settings.sequences())
                .with("threads", threads)
                .with("steps", steps)
                .with("s/step", figures.medianSeconds())
                .with("best s/step", figures.bestSeconds())
                .with("CPU s/step", figures.medianCpuSeconds())
                .with("tokens/s", figures.tokensPerSecond())
                .with("best tokens/s", figures.bestTokensPerSecond())
                .with("FLOP/step", figures.flops())
                .with("GEMM FLOP/s", figures.gemmRate())
                .with("mfu", figures.share())
                .with("mfu by CPU time", figures.shareOfCpuTime())
                .with("peak memory bytes", figures.peakMemory())
                .with("memory", figures.memory())
                .with("loss", figures.loss());
    }

    private static String format(String pattern, Object... values) {
        return String.format(Locale.ROOT, pattern, values);
    }
}
