package dev.millrace.tokenizer.format;

import dev.millrace.tokenizer.decoder.BpeSuffixDecoder;
import dev.millrace.tokenizer.decoder.ByteFallback;
import dev.millrace.tokenizer.decoder.ByteLevelDecoder;
import dev.millrace.tokenizer.decoder.CtcDecoder;
import dev.millrace.tokenizer.decoder.Fuse;
import dev.millrace.tokenizer.decoder.MetaspaceDecoder;
import dev.millrace.tokenizer.decoder.ReplaceDecoder;
import dev.millrace.tokenizer.decoder.SpaceJoined;
import dev.millrace.tokenizer.decoder.StripDecoder;
import dev.millrace.tokenizer.decoder.TokenDecoder;
import dev.millrace.tokenizer.decoder.WordPieceDecoder;
import dev.millrace.tokenizer.pretoken.Metaspace;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** {@code decoder} of a {@code tokenizer.json}. */
final class DecoderSection {
    private DecoderSection() {}

    static TokenDecoder of(Section section) throws IOException {
        if (section.isAbsent()) {
            return new SpaceJoined();
        }
        return switch (section.type()) {
            case "Sequence" -> {
                List<TokenDecoder> parts = new ArrayList<>();
                for (Section part : section.children("decoders")) {
                    parts.add(of(part));
                }
                yield new TokenDecoder.Sequence(parts);
            }
            case "ByteLevel" -> new ByteLevelDecoder();
            case "ByteFallback" -> new ByteFallback();
            case "Fuse" -> new Fuse();
            case "Replace" -> new ReplaceDecoder(NormalizerSection.replace(section));
            case "Strip" ->
                section.checked(() -> new StripDecoder(
                        section.character("content"), section.number("start"), section.number("stop")));
            case "Metaspace" ->
                new MetaspaceDecoder(
                        section.character("replacement"),
                        PreTokenizerSection.prepend(section) == Metaspace.Prepend.NEVER
                                ? MetaspaceDecoder.First.KEPT
                                : MetaspaceDecoder.First.DROPPED);
            case "WordPiece" -> new WordPieceDecoder(section.text("prefix", "##"), spaces(section));
            case "BPEDecoder" -> new BpeSuffixDecoder(section.text("suffix", "</w>"));
            case "CTC" ->
                new CtcDecoder(
                        section.text("pad_token", "<pad>"), section.text("word_delimiter_token", "|"), spaces(section));
            default -> throw section.unsupported();
        };
    }

    private static WordPieceDecoder.Spaces spaces(Section section) throws IOException {
        return section.flag("cleanup", true) ? WordPieceDecoder.Spaces.CLEANED : WordPieceDecoder.Spaces.KEPT;
    }
}
