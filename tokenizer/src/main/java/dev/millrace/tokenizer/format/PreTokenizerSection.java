package dev.millrace.tokenizer.format;

import dev.millrace.tokenizer.pretoken.BertPreTokenizer;
import dev.millrace.tokenizer.pretoken.ByteLevel;
import dev.millrace.tokenizer.pretoken.CharacterDelimiterSplit;
import dev.millrace.tokenizer.pretoken.Digits;
import dev.millrace.tokenizer.pretoken.FixedLength;
import dev.millrace.tokenizer.pretoken.Metaspace;
import dev.millrace.tokenizer.pretoken.PreTokenizer;
import dev.millrace.tokenizer.pretoken.Punctuation;
import dev.millrace.tokenizer.pretoken.Split;
import dev.millrace.tokenizer.pretoken.SplitBehavior;
import dev.millrace.tokenizer.pretoken.UnicodeScripts;
import dev.millrace.tokenizer.pretoken.Whitespace;
import dev.millrace.tokenizer.pretoken.WhitespaceSplit;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** {@code pre_tokenizer} of a {@code tokenizer.json}. */
final class PreTokenizerSection {
    private PreTokenizerSection() {}

    static PreTokenizer of(Section section) throws IOException {
        if (section.isAbsent()) {
            return PreTokenizer.none();
        }
        return switch (section.type()) {
            case "Sequence" -> {
                List<PreTokenizer> parts = new ArrayList<>();
                for (Section part : section.children("pretokenizers")) {
                    parts.add(of(part));
                }
                yield new PreTokenizer.Sequence(parts);
            }
            case "ByteLevel" ->
                new ByteLevel(
                        section.flag("add_prefix_space", true) ? ByteLevel.Prefix.SPACE : ByteLevel.Prefix.NONE,
                        section.flag("use_regex", true) ? ByteLevel.Splitting.GPT2 : ByteLevel.Splitting.WHOLE);
            case "Split" -> split(section);
            case "Metaspace" ->
                new Metaspace(
                        section.character("replacement"),
                        prepend(section),
                        section.flag("split", true) ? Metaspace.Parts.SPLIT : Metaspace.Parts.WHOLE);
            case "Whitespace" -> new Whitespace();
            case "WhitespaceSplit" -> new WhitespaceSplit();
            case "Punctuation" -> new Punctuation(behavior(section, "Isolated"));
            case "Digits" -> section.flag("individual_digits", false) ? Digits.INDIVIDUALLY : Digits.TOGETHER;
            case "CharDelimiterSplit" -> new CharacterDelimiterSplit(section.character("delimiter"));
            case "UnicodeScripts" -> new UnicodeScripts();
            case "BertPreTokenizer" -> new BertPreTokenizer();
            case "FixedLength" -> section.checked(() -> new FixedLength(section.number("length", 5)));
            default -> throw section.unsupported();
        };
    }

    /** {@code prepend_scheme}, or {@code add_prefix_space} of older files. */
    static Metaspace.Prepend prepend(Section section) throws IOException {
        if (!section.has("prepend_scheme")) {
            return section.flag("add_prefix_space", true) ? Metaspace.Prepend.ALWAYS : Metaspace.Prepend.NEVER;
        }
        String scheme = section.text("prepend_scheme");
        return switch (scheme) {
            case "always" -> Metaspace.Prepend.ALWAYS;
            case "first" -> Metaspace.Prepend.FIRST;
            case "never" -> Metaspace.Prepend.NEVER;
            default -> throw section.child("prepend_scheme").problem("\"" + scheme + "\" is not supported");
        };
    }

    private static PreTokenizer split(Section section) throws IOException {
        Section pattern = section.child("pattern");
        Split.Pattern wanted = pattern.has("String")
                ? new Split.Text(pattern.text("String"))
                : pattern.checked(() -> Split.regex(pattern.text("Regex")));
        return new Split(
                wanted,
                behavior(section, ""),
                section.flag("invert", false) ? Split.Delimiters.BETWEEN_MATCHES : Split.Delimiters.MATCHES);
    }

    private static SplitBehavior behavior(Section section, String otherwise) throws IOException {
        String name = otherwise.isEmpty() ? section.text("behavior") : section.text("behavior", otherwise);
        for (SplitBehavior behavior : SplitBehavior.values()) {
            if (behavior.name().replace("_", "").equals(name.toUpperCase(Locale.ROOT))) {
                return behavior;
            }
        }
        throw section.child("behavior").problem("\"" + name + "\" is not supported");
    }
}
