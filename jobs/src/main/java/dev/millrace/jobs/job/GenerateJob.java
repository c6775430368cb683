package dev.millrace.jobs.job;

import dev.millrace.jobs.config.Canonical;
import dev.millrace.jobs.progress.Progress;
import dev.millrace.jobs.summary.Summary;
import dev.millrace.tokenizer.Tokenizer;
import dev.millrace.tokenizer.shard.ShardSchema;
import dev.millrace.trainer.checkpoint.Checkpoint;
import dev.millrace.trainer.generate.Generator;
import dev.millrace.trainer.objective.ObjectiveSettings;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** Samples from the newest checkpoint. */
public final class GenerateJob {
    public static final String NAME = "generate";

    private static final String SAMPLES = "samples";

    private static final String FILE = "model/samples.json";

    private GenerateJob() {}

    /** @param text with which the model went on */
    public record Sample(String prompt, String text, int tokens) {}

    /** All samples of one key. */
    record Samples(List<Sample> samples) {}

    public static Summary run(Run run) throws IOException {
        GenerateSettings settings = run.configuration().read(NAME, GenerateSettings.class);
        Checkpoint model = Artefacts.newest(run);
        Tokenizer tokenizer = Artefacts.tokenizer(run);
        if (!tokenizer.fingerprint().equals(model.identity().tokenizer())) {
            throw new IOException("The model was trained with tokenizer "
                    + model.identity().tokenizer() + " but " + run.folder(Artefacts.TOKENIZER) + " holds "
                    + tokenizer.fingerprint() + "; train the model anew, or bring its tokenizer back");
        }
        String key = new Digest()
                .add(Canonical.of(settings, NAME))
                .add(tokenizer.fingerprint())
                .add(model.state().parameters())
                .hex();
        KeyedFile file = new KeyedFile(run.folder(FILE), key, run.hadoop());
        long began = System.nanoTime();
        Optional<Samples> found = file.read(Samples.class);
        if (found.isPresent()) {
            return summary(found.get(), began).found();
        }
        try (Progress progress = run.display().start(NAME, "tokens")) {
            Samples samples = samples(settings, model, tokenizer, progress);
            file.write(samples);
            return summary(samples, began);
        }
    }

    /** The samples that a summary of this job holds. */
    public static List<Sample> samples(Summary summary) {
        return summary.figures().get(SAMPLES) instanceof List<?> list
                ? list.stream().map(Sample.class::cast).toList()
                : List.of();
    }

    private static Samples samples(
            GenerateSettings settings, Checkpoint model, Tokenizer tokenizer, Progress progress) {
        OptionalInt end = tokenizer.idOf(ShardSchema.END_OF_TEXT);
        List<Sample> samples = new ArrayList<>();
        progress.total((long) settings.prompts().size() * settings.maximumTokens());
        try (Generator generator = Generator.over(
                model.identity().model(),
                model.state().parameters(),
                settings.beams().orElse(1),
                ObjectiveSettings.decoderStart(tokenizer.vocabularySize()))) {
            for (String prompt : settings.prompts()) {
                int[] ids = prompt.isEmpty() && end.isPresent()
                        ? new int[] {end.getAsInt()}
                        : tokenizer.encodePrompt(prompt);
                int[] added = settings.search()
                        .map(beams -> generator.search(ids, beams, end))
                        .orElseGet(() -> generator.generate(
                                ids, settings.sampling(samples.size()), end, id -> progress.advance(1)));
                samples.add(new Sample(prompt, tokenizer.decode(added), added.length));
            }
        }
        return new Samples(samples);
    }

    private static Summary summary(Samples samples, long began) {
        long tokens = samples.samples().stream().mapToLong(Sample::tokens).sum();
        return new Summary(NAME, tokens, "tokens", (System.nanoTime() - began) / 1e9).with(SAMPLES, samples.samples());
    }
}
