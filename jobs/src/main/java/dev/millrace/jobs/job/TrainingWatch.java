package dev.millrace.jobs.job;

import dev.millrace.jobs.progress.Progress;
import dev.millrace.trainer.bench.Pace;
import dev.millrace.trainer.board.Board;
import dev.millrace.trainer.distributed.TrainingObserver;
import dev.millrace.trainer.loop.StepReport;
import dev.millrace.trainer.metric.Evaluation;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;

/** Shows the steps of a run on the progress line and on TensorBoard; a run that goes on begins where it stood. */
final class TrainingWatch implements TrainingObserver, AutoCloseable {
    private final Progress progress;
    private final Pace pace;
    private final long steps;
    private final long stepTokens;
    private final Optional<String> folder;
    private final Configuration hadoop;
    private Optional<Board> board = Optional.empty();

    /**
     * @param steps of the whole run
     * @param stepTokens tokens of a step
     * @param folder of the event files
     */
    TrainingWatch(
            Progress progress, Pace pace, long steps, long stepTokens, Optional<String> folder, Configuration hadoop) {
        this.progress = progress;
        this.pace = pace;
        this.steps = steps;
        this.stepTokens = stepTokens;
        this.folder = folder;
        this.hadoop = hadoop;
    }

    @Override
    public void begins(long step) {
        progress.total((steps - step) * stepTokens);
        try {
            if (folder.isPresent()) {
                board = Optional.of(Board.open(hadoop, folder.get(), step, Clock.systemUTC()));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e.getMessage(), e);
        }
    }

    @Override
    public void step(StepReport report, double seconds) {
        Pace.Rates rates = pace.step(report.tokens(), seconds);
        progress.advance(report.tokens());
        Pace.Rates recent = pace.recent();
        progress.note(String.format(
                Locale.ROOT,
                "step %d loss %.3f%s  %,.0f tokens/s  mfu %.0f %%",
                report.step(),
                report.loss(),
                report.outcome() == StepReport.Outcome.SKIPPED ? " (skipped)" : "",
                recent.tokensPerSecond(),
                100 * recent.share()));
        Map<String, Double> values = new LinkedHashMap<>();
        values.put("loss/training", report.loss());
        if (report.extraLoss() != 0) {
            values.put("loss/extra", report.extraLoss());
        }
        values.put("optimiser/skipped", report.outcome() == StepReport.Outcome.SKIPPED ? 1. : 0.);
        values.put("optimiser/learning_rate", report.learningRate());
        values.put("optimiser/gradient_norm", report.gradientNorm());
        values.put("speed/tokens_per_second", rates.tokensPerSecond());
        values.put("speed/mfu", rates.share());
        onBoard(open -> open.add(report.step(), values));
    }

    @Override
    public void evaluated(long step, Evaluation evaluation) {
        onBoard(open -> {
            open.add(step, Map.of("loss/validation", evaluation.loss()));
            open.flush();
        });
    }

    @Override
    public void saved(long step, String checkpoint) {
        onBoard(Board::flush);
    }

    @Override
    public void close() {
        onBoard(Board::close);
    }

    private void onBoard(Writing writing) {
        try {
            if (board.isPresent()) {
                writing.on(board.get());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e.getMessage(), e);
        }
    }

    private interface Writing {
        void on(Board board) throws IOException;
    }
}
