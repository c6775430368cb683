package dev.millrace.tokenizer.format;

import dev.millrace.tokenizer.charsmap.Precompiled;
import dev.millrace.tokenizer.normalizer.BertNormalizer;
import dev.millrace.tokenizer.normalizer.ByteLevelNormalizer;
import dev.millrace.tokenizer.normalizer.Lowercase;
import dev.millrace.tokenizer.normalizer.Nmt;
import dev.millrace.tokenizer.normalizer.Normalizer;
import dev.millrace.tokenizer.normalizer.Prepend;
import dev.millrace.tokenizer.normalizer.Replace;
import dev.millrace.tokenizer.normalizer.Strip;
import dev.millrace.tokenizer.normalizer.StripAccents;
import dev.millrace.tokenizer.normalizer.UnicodeForm;
import dev.millrace.tokenizer.regex.Regex;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/** {@code normalizer} of a {@code tokenizer.json}. */
final class NormalizerSection {
    private NormalizerSection() {}

    static Normalizer of(Section section) throws IOException {
        if (section.isAbsent()) {
            return Normalizer.none();
        }
        return switch (section.type()) {
            case "Sequence" -> {
                List<Normalizer> parts = new ArrayList<>();
                for (Section part : section.children("normalizers")) {
                    parts.add(of(part));
                }
                yield new Normalizer.Sequence(parts);
            }
            case "NFC" -> UnicodeForm.NFC;
            case "NFD" -> UnicodeForm.NFD;
            case "NFKC" -> UnicodeForm.NFKC;
            case "NFKD" -> UnicodeForm.NFKD;
            case "Lowercase" -> new Lowercase();
            case "StripAccents" -> new StripAccents();
            case "Nmt" -> new Nmt();
            case "ByteLevel" -> new ByteLevelNormalizer();
            case "Strip" -> strip(section);
            case "Prepend" -> new Prepend(section.text("prepend"));
            case "Replace" -> replace(section);
            case "BertNormalizer" -> bert(section);
            case "Precompiled" -> precompiled(section);
            default -> throw section.unsupported();
        };
    }

    /** {@code pattern} and {@code content}, as decoders have them too. */
    static Replace replace(Section section) throws IOException {
        String content = section.text("content");
        Section pattern = section.child("pattern");
        if (pattern.has("String")) {
            return pattern.checked(() -> Replace.text(pattern.text("String"), content));
        }
        return pattern.checked(() -> Replace.regex(new Regex(pattern.text("Regex")), content));
    }

    private static Normalizer strip(Section section) throws IOException {
        boolean left = section.flag("strip_left", true);
        boolean right = section.flag("strip_right", true);
        if (left && right) {
            return Strip.BOTH;
        }
        if (!left && !right) {
            return Normalizer.none();
        }
        return left ? Strip.LEFT : Strip.RIGHT;
    }

    private static Normalizer bert(Section section) throws IOException {
        BertNormalizer.AccentStripping accents = BertNormalizer.AccentStripping.WITH_LOWERCASE;
        if (section.has("strip_accents")) {
            accents = section.flag("strip_accents", true)
                    ? BertNormalizer.AccentStripping.ALWAYS
                    : BertNormalizer.AccentStripping.NEVER;
        }
        return new BertNormalizer(
                section.flag("clean_text", true),
                section.flag("handle_chinese_chars", true),
                accents,
                section.flag("lowercase", true));
    }

    private static Normalizer precompiled(Section section) throws IOException {
        // older files have null for a map that is empty
        if (!section.has("precompiled_charsmap")) {
            return Normalizer.none();
        }
        String map = section.text("precompiled_charsmap");
        return map.isEmpty()
                ? Normalizer.none()
                : section.child("precompiled_charsmap")
                        .checked(() -> Precompiled.of(Base64.getDecoder().decode(map)));
    }
}
