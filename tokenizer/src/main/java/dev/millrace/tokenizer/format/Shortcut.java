package dev.millrace.tokenizer.format;

import dev.millrace.tokenizer.added.AddedToken;
import dev.millrace.tokenizer.bpe.BpeSettings;
import dev.millrace.tokenizer.charlevel.CharacterSettings;
import dev.millrace.tokenizer.composed.TokenizerParts;
import dev.millrace.tokenizer.decoder.ByteLevelDecoder;
import dev.millrace.tokenizer.decoder.Fuse;
import dev.millrace.tokenizer.encoding.Padding;
import dev.millrace.tokenizer.encoding.Truncation;
import dev.millrace.tokenizer.normalizer.Normalizer;
import dev.millrace.tokenizer.normalizer.UnicodeForm;
import dev.millrace.tokenizer.pretoken.ByteLevel;
import dev.millrace.tokenizer.pretoken.PreTokenizer;
import dev.millrace.tokenizer.pretoken.Split;
import dev.millrace.tokenizer.pretoken.SplitBehavior;
import dev.millrace.tokenizer.pretoken.WordSplit;
import dev.millrace.tokenizer.regex.Regex;
import dev.millrace.tokenizer.text.Normalization;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Which compositions are those that byte-level BPE and one token a character have quicker tokenizers for. */
final class Shortcut {
    /** Regular expressions of Oniguruma that match between any two characters, or any single one. */
    private static final Set<String> EVERY_CHARACTER = Set.of("", "[\\s\\S]", "(?m:.)", "(?m).");

    private Shortcut() {}

    static Optional<BpeSettings> bytes(TokenizerParts parts, boolean ignoreMerges, String postProcessor) {
        Optional<Normalization> normalization = normalization(parts);
        if (normalization.isEmpty() || !(parts.decoder() instanceof ByteLevelDecoder)) {
            return Optional.empty();
        }
        List<PreTokenizer> steps = parts.preTokenizer() instanceof PreTokenizer.Sequence sequence
                ? sequence.parts()
                : List.of(parts.preTokenizer());
        if (steps.size() == 1
                && steps.get(0) instanceof ByteLevel bytes
                && bytes.splitting() == ByteLevel.Splitting.GPT2) {
            return Optional.of(new BpeSettings(
                    WordSplit.GPT2,
                    normalization.get(),
                    bytes.prefix() == ByteLevel.Prefix.SPACE,
                    ignoreMerges,
                    postProcessor));
        }
        if (steps.size() == 2
                && steps.get(0) instanceof Split split
                && split.pattern() instanceof Split.Known known
                && keepsAll(split)
                && steps.get(1).equals(new ByteLevel(ByteLevel.Prefix.NONE, ByteLevel.Splitting.WHOLE))) {
            return Optional.of(new BpeSettings(known.split(), normalization.get(), false, ignoreMerges, postProcessor));
        }
        return Optional.empty();
    }

    static Optional<CharacterSettings> characters(TokenizerParts parts, String postProcessor) {
        Optional<Normalization> normalization = normalization(parts);
        PreTokenizer step = parts.preTokenizer() instanceof PreTokenizer.Sequence sequence
                        && sequence.parts().size() == 1
                ? sequence.parts().get(0)
                : parts.preTokenizer();
        boolean everywhere = step instanceof Split split
                && split.behavior() == SplitBehavior.ISOLATED
                && (split.pattern().equals(new Split.Text(""))
                        || (split.pattern() instanceof Split.Expression expression
                                && isEveryCharacter(expression.regex())));
        return normalization
                .filter(form -> everywhere && parts.decoder() instanceof Fuse)
                .map(form -> new CharacterSettings(form, postProcessor));
    }

    // every character is matched, so that isolating the matches and removing what lies between is the same
    private static boolean keepsAll(Split split) {
        return split.behavior() == SplitBehavior.ISOLATED
                || (split.behavior() == SplitBehavior.REMOVED
                        && split.delimiters() == Split.Delimiters.BETWEEN_MATCHES);
    }

    private static boolean isEveryCharacter(Regex regex) {
        return EVERY_CHARACTER.contains(regex.pattern());
    }

    private static Optional<Normalization> normalization(TokenizerParts parts) {
        boolean limited = !parts.truncation().equals(Truncation.none())
                || !parts.padding().equals(Padding.none());
        if (limited || parts.addedTokens().stream().anyMatch(AddedToken::singleWord)) {
            return Optional.empty();
        }
        Normalizer normalizer = parts.normalizer() instanceof Normalizer.Sequence sequence
                        && sequence.parts().size() == 1
                ? sequence.parts().get(0)
                : parts.normalizer();
        Optional<Normalization> form = Optional.empty();
        if (normalizer.equals(Normalizer.none())) {
            form = Optional.of(Normalization.NONE);
        } else if (normalizer == UnicodeForm.NFC) {
            form = Optional.of(Normalization.NFC);
        }
        return form.filter(known -> parts.addedTokens().stream()
                .allMatch(token -> known.apply(token.content()).equals(token.content())));
    }
}
