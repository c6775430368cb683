package dev.millrace.jobs.job;

import dev.millrace.jobs.progress.Progress;
import dev.millrace.jobs.summary.Summary;
import dev.millrace.pipeline.ngram.NgramModel;
import dev.millrace.pipeline.ngram.NgramModels;
import dev.millrace.pipeline.ngram.Score;
import dev.millrace.pipeline.ngram.Scorer;
import dev.millrace.pipeline.ngram.Segmentation;
import dev.millrace.pipeline.ngram.TextUnits;
import dev.millrace.tokenizer.Tokenizer;
import dev.millrace.trainer.feed.ShardSet;
import dev.millrace.trainer.feed.ShardSplit;
import dev.millrace.trainer.loop.SequenceStream;
import dev.millrace.trainer.loop.TokenBatch;
import java.io.IOException;
import java.util.Arrays;
import java.util.Optional;

/**
 * What an n-gram model of the same tokens makes of a split, on exactly the tokens that a neural model predicts: what
 * that one must beat.
 *
 * @param log10 sum of the tokens' log10 probabilities
 * @param tokens predicted
 * @param unknown tokens that it never saw; each costs no more than all of them together would
 * @param bytesPerToken of the split
 */
record NgramBaseline(double log10, long tokens, long unknown, double bytesPerToken) {
    private static final int BATCH = 64;

    /** @throws IOException when the model is not of the tokenizer's tokens */
    static NgramBaseline measure(Run run, String file, ShardSet set, EvaluateSettings settings, Progress progress)
            throws IOException {
        Tokenizer tokenizer = Artefacts.tokenizer(run);
        NgramModel model = NgramModels.read(
                file,
                run.hadoop(),
                new Segmentation(
                        new TextUnits(
                                TextUnits.Unit.TOKEN,
                                TextUnits.whiteSpaceWords().words(),
                                TextUnits.Letters.AS_IS,
                                TextUnits.Sequence.DOCUMENT),
                        Optional.of(tokenizer)));
        if (!model.tokenizer().map(Tokenizer::fingerprint).equals(Optional.of(tokenizer.fingerprint()))) {
            throw new IOException(file + ": is no model of this tokenizer's tokens;"
                    + " millrace train-ngram -D train-ngram.text.unit=token makes one");
        }
        ShardSplit split = set.split(settings.split());
        Scorer scorer = model.scorer();
        SequenceStream sequences = split.inOrder();
        long all = Math.min(
                split.manifest().sequences(),
                settings.sequences().orElse(split.manifest().sequences()));
        progress.total(all);
        Score total = Score.none();
        for (long first = 0; first < all; first += BATCH) {
            TokenBatch batch = sequences.batch(first, (int) Math.min(BATCH, all - first));
            int width = batch.context() + 1;
            for (int i = 0; i < batch.sequences(); i++) {
                int[] ids = Arrays.copyOfRange(batch.ids(), i * width, (i + 1) * width);
                total = total.plus(scorer.score(ids, set.manifest().endOfText(), batch.lengths()[i]));
            }
            progress.reach(first + batch.sequences());
        }
        return new NgramBaseline(
                total.log10(),
                total.tokens(),
                total.unknown(),
                (double) split.manifest().textBytes() / split.manifest().tokens());
    }

    /** Adds perplexity and bits a byte, computed as the neural model's are. */
    Summary addTo(Summary summary) {
        double nats = -log10 * StrictMath.log(10) / tokens;
        return summary.with("n-gram loss", nats)
                .with("n-gram perplexity", StrictMath.exp(nats))
                .with("n-gram bits per byte", nats / (bytesPerToken * StrictMath.log(2)))
                .with("n-gram unknown tokens", unknown);
    }
}
