package dev.millrace.jobs.cli;

import dev.millrace.jobs.summary.Summary;
import dev.millrace.pipeline.embedding.SubwordVectors;
import dev.millrace.pipeline.embedding.WordVectorFile;
import dev.millrace.pipeline.embedding.WordVectors;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Words whose vectors are nearest. */
@Command(
        name = "neighbours",
        description = {
            "Prints the words whose vectors are nearest to a word's by cosine; of three words a, b and c those that are",
            "to c as b is to a."
        },
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Examples:",
            "  millrace neighbours --model out/embeddings/vectors.txt river",
            "  millrace neighbours --model out/embeddings/vectors.txt man king woman"
        })
final class NeighboursCommand implements Callable<Integer> {
    private static final String SUBWORDS = "subwords.txt";

    private final Streams streams;

    @Option(
            names = "--model",
            required = true,
            paramLabel = "FILE",
            description = "Vectors in the word2vec text format.")
    Path model;

    @Option(
            names = "--subwords",
            paramLabel = "FILE",
            description =
                    "Vectors of subwords, for words without one of their own (default subwords.txt beside the model).")
    Path subwords;

    @Option(
            names = "--top",
            paramLabel = "COUNT",
            defaultValue = "10",
            description = "How many (default ${DEFAULT-VALUE}).")
    int top;

    @Parameters(paramLabel = "WORD", arity = "1..3", description = "One word, or three.")
    List<String> words = new ArrayList<>();

    @Mixin
    ToolOptions options;

    @Spec
    CommandSpec spec;

    NeighboursCommand(Streams streams) {
        this.streams = streams;
    }

    @Override
    public Integer call() throws IOException {
        if (words.size() == 2) {
            throw new ParameterException(spec.commandLine(), "give one word, or three: a is to b as c is to what");
        }
        if (top < 1) {
            throw new ParameterException(spec.commandLine(), "--top must be > 0");
        }
        long began = System.nanoTime();
        WordVectors vectors = vectors();
        List<float[]> given = new ArrayList<>();
        for (String word : words) {
            given.add(vector(word, vectors));
        }
        float[] wanted =
                given.size() == 1 ? given.get(0) : WordVectors.analogy(given.get(0), given.get(1), given.get(2));
        for (WordVectors.Neighbour near : vectors.nearest(wanted, top, Set.copyOf(words))) {
            streams.out().println(String.format(Locale.ROOT, "%.4f\t%s", near.cosine(), near.word()));
        }
        options.end(
                new Summary("neighbours", vectors.size(), "words", (System.nanoTime() - began) / 1e9)
                        .with("dimension", vectors.dimension()),
                streams);
        return ExitStatus.DONE;
    }

    private WordVectors vectors() throws IOException {
        try (InputStream in = Files.newInputStream(model)) {
            return WordVectorFile.read(in, model.toString());
        }
    }

    private float[] vector(String word, WordVectors vectors) throws IOException {
        Optional<float[]> known = vectors.vector(word);
        if (known.isPresent()) {
            return known.get();
        }
        Path file = subwords == null ? model.resolveSibling(SUBWORDS) : subwords;
        if (subwords == null && !Files.exists(file)) {
            throw new IOException(model + ": has no vector of " + word);
        }
        try (InputStream in = Files.newInputStream(file)) {
            return SubwordVectors.read(in, file.toString())
                    .vector(word)
                    .filter(vector -> vector.length == vectors.dimension())
                    .orElseThrow(() -> new IOException(
                            file + ": gives no vector of " + word + " of dimension " + vectors.dimension()));
        }
    }
}
