package dev.millrace.pipeline.code;

import dev.millrace.pipeline.document.Document;
import dev.millrace.pipeline.outcome.Outcome;
import dev.millrace.pipeline.outcome.Rejection;
import dev.millrace.pipeline.stage.Stage;
import java.io.Serializable;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Rejects source code by its lines and characters and by marks of generated files, by type of file, as The Stack and
 * StarCoder do (arXiv 2211.15533, 2305.06161; bigcode-project/bigcode-dataset, preprocessing/filtering.py).
 */
public final class CodeQuality implements Stage {
    public static final String NAME = "code-quality";
    public static final String GENERATED = "generated";

    /** Attribute: type of the file. */
    public static final String TYPE = "file-type";

    private static final long serialVersionUID = 1L;

    private final Settings settings;

    /** Whether files with a mark of a generator go. */
    public enum Generated {
        KEEP,
        REJECT
    }

    /**
     * A limit that is absent is not tried; a value equal to its limit passes.
     *
     * @param minimumCharacters fewest characters
     * @param maximumCharacters most
     * @param maximumLines most lines
     * @param longestLine most characters of a line
     * @param meanLine largest mean
     * @param minimumLetters smallest share of letters
     * @param minimumAlphanumeric smallest share of letters and numbers
     * @param maximumEncoded largest share of characters in runs of 32 or more letters, digits, {@code + / =}
     * @param generated whether marks of a generator reject
     */
    public record Limits(
            Optional<Integer> minimumCharacters,
            Optional<Integer> maximumCharacters,
            Optional<Integer> maximumLines,
            Optional<Integer> longestLine,
            Optional<Double> meanLine,
            Optional<Double> minimumLetters,
            Optional<Double> minimumAlphanumeric,
            Optional<Double> maximumEncoded,
            Generated generated)
            implements Serializable {
        private Object writeReplace() {
            return new Travelling(
                    minimumCharacters.orElse(null),
                    maximumCharacters.orElse(null),
                    maximumLines.orElse(null),
                    longestLine.orElse(null),
                    meanLine.orElse(null),
                    minimumLetters.orElse(null),
                    minimumAlphanumeric.orElse(null),
                    maximumEncoded.orElse(null),
                    generated);
        }
    }

    /** Optionals don't travel to executors; what they hold does. */
    private record Travelling(
            Integer minimumCharacters,
            Integer maximumCharacters,
            Integer maximumLines,
            Integer longestLine,
            Double meanLine,
            Double minimumLetters,
            Double minimumAlphanumeric,
            Double maximumEncoded,
            Generated generated)
            implements Serializable {
        private Object readResolve() {
            return new Limits(
                    Optional.ofNullable(minimumCharacters),
                    Optional.ofNullable(maximumCharacters),
                    Optional.ofNullable(maximumLines),
                    Optional.ofNullable(longestLine),
                    Optional.ofNullable(meanLine),
                    Optional.ofNullable(minimumLetters),
                    Optional.ofNullable(minimumAlphanumeric),
                    Optional.ofNullable(maximumEncoded),
                    generated);
        }
    }

    /**
     * Limits of some types of file, instead of those of all.
     *
     * @param types what follows the last full stop of the name, in lower case
     */
    public record TypeLimits(List<String> types, Limits limits) implements Serializable {
        public TypeLimits {
            types = List.copyOf(types);
        }
    }

    /**
     * @param limits of types without their own
     * @param types limits of some types; the first that names a type holds
     * @param generatedLines first lines that are searched for marks of a generator
     */
    public record Settings(Limits limits, List<TypeLimits> types, int generatedLines) implements Serializable {
        public Settings {
            types = List.copyOf(types);
            if (generatedLines < 1) {
                throw new IllegalArgumentException("Invalid generated lines: " + generatedLines + " (must be > 0)");
            }
        }

        /** StarCoder's: lines of at most 1,000 characters, 100 in the mean, a quarter alphanumeric; data is short. */
        public static Settings defaults() {
            Limits code = new Limits(
                    Optional.of(1),
                    Optional.of(1_000_000),
                    Optional.of(100_000),
                    Optional.of(1000),
                    Optional.of(100.0),
                    Optional.of(.25),
                    Optional.of(.25),
                    Optional.of(.5),
                    Generated.REJECT);
            Limits data = new Limits(
                    Optional.of(50),
                    Optional.of(5000),
                    Optional.of(100_000),
                    Optional.of(1000),
                    Optional.of(100.0),
                    Optional.of(.25),
                    Optional.of(.25),
                    Optional.of(.5),
                    Generated.REJECT);
            Limits prose = new Limits(
                    Optional.of(1),
                    Optional.of(1_000_000),
                    Optional.of(100_000),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.of(.25),
                    Optional.of(.25),
                    Optional.of(.5),
                    Generated.REJECT);
            return new Settings(
                    code,
                    List.of(
                            new TypeLimits(List.of("json", "yaml", "yml"), data),
                            new TypeLimits(List.of("html", "htm", "md", "markdown", "rst", "tex", "txt"), prose)),
                    10);
        }
    }

    public CodeQuality(Settings settings) {
        this.settings = settings;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Outcome apply(Document document) {
        String type = FileType.of(document);
        Limits limits = settings.types().stream()
                .filter(each -> each.types().contains(type))
                .map(TypeLimits::limits)
                .findFirst()
                .orElse(settings.limits());
        CodeMeasures code = new CodeMeasures(document.text());
        Verdict verdict = new Verdict();
        verdict.least("characters", "too-short", code.characters(), limits.minimumCharacters());
        verdict.most("characters", "too-long", code.characters(), limits.maximumCharacters());
        verdict.most("lines", "too-many-lines", code.lines(), limits.maximumLines());
        verdict.most("longest-line", "long-line", code.longestLine(), limits.longestLine());
        verdict.most("mean-line", "long-lines", code.meanLine(), limits.meanLine());
        verdict.least("letters", "too-few-letters", code.letterShare(), limits.minimumLetters());
        verdict.least("alphanumeric", "too-few-alphanumeric", code.alphanumericShare(), limits.minimumAlphanumeric());
        verdict.most("encoded", "too-much-encoded", code.encodedShare(), limits.maximumEncoded());
        Optional<String> mark = GeneratedMarks.first(document.text(), settings.generatedLines());
        verdict.values.put(NAME + ".generated", mark.isPresent() ? 1.0 : 0);
        Document measured = document.withAttribute(TYPE, type).withMeasures(verdict.values);
        return verdict.first
                .or(() -> mark.filter(any -> limits.generated() == Generated.REJECT)
                        .map(found -> Rejection.because(NAME, GENERATED, found)))
                .map(rejection -> Outcome.rejected(measured, rejection))
                .orElseGet(() -> Outcome.kept(measured));
    }

    /** Values so far, and the first limit that one breaks. */
    private static final class Verdict {
        private final SortedMap<String, Double> values = new TreeMap<>();
        private Optional<Rejection> first = Optional.empty();

        void least(String name, String rule, double value, Optional<? extends Number> limit) {
            values.put(NAME + "." + name, value);
            if (first.isEmpty()) {
                first = limit.filter(least -> value < least.doubleValue())
                        .map(least -> Rejection.measured(NAME, rule, value, least.doubleValue()));
            }
        }

        void most(String name, String rule, double value, Optional<? extends Number> limit) {
            values.put(NAME + "." + name, value);
            if (first.isEmpty()) {
                first = limit.filter(most -> value > most.doubleValue())
                        .map(most -> Rejection.measured(NAME, rule, value, most.doubleValue()));
            }
        }
    }
}
