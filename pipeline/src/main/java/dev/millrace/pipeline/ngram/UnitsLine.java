package dev.millrace.pipeline.ngram;

import dev.millrace.pipeline.words.WordSplit;
import java.util.Locale;
import java.util.Optional;

/** Text units as a line, in an ARPA file a comment before the data, which KenLM skips: {@code # units: word whitespace as-is line}. */
final class UnitsLine {
    private static final String START = "# units:";

    private UnitsLine() {}

    static String of(TextUnits units) {
        return String.join(
                " ", START, spell(units.unit()), spell(units.words()), spell(units.letters()), spell(units.sequence()));
    }

    /** Absent when the line says something else. */
    static Optional<TextUnits> parse(String line) {
        if (!line.startsWith(START)) {
            return Optional.empty();
        }
        String[] parts = line.substring(START.length()).strip().split(" +");
        try {
            return parts.length != 4
                    ? Optional.empty()
                    : Optional.of(new TextUnits(
                            TextUnits.Unit.valueOf(constant(parts[0])),
                            WordSplit.valueOf(constant(parts[1])),
                            TextUnits.Letters.valueOf(constant(parts[2])),
                            TextUnits.Sequence.valueOf(constant(parts[3]))));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static String spell(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private static String constant(String spelled) {
        return spelled.toUpperCase(Locale.ROOT).replace('-', '_');
    }
}
