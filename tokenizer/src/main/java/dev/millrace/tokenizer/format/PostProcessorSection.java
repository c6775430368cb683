package dev.millrace.tokenizer.format;

import com.fasterxml.jackson.databind.JsonNode;
import dev.millrace.tokenizer.encoding.BertProcessing;
import dev.millrace.tokenizer.encoding.PostProcessor;
import dev.millrace.tokenizer.encoding.RobertaProcessing;
import dev.millrace.tokenizer.encoding.Template;
import dev.millrace.tokenizer.encoding.TemplatePiece;
import dev.millrace.tokenizer.encoding.TrimOffsets;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** {@code post_processor} of a {@code tokenizer.json}. */
final class PostProcessorSection {
    private PostProcessorSection() {}

    static PostProcessor of(Section section) throws IOException {
        if (section.isAbsent()) {
            return PostProcessor.none();
        }
        return switch (section.type()) {
            case "Sequence" -> {
                List<PostProcessor> parts = new ArrayList<>();
                for (Section part : section.children("processors")) {
                    parts.add(of(part));
                }
                yield new PostProcessor.Sequence(parts);
            }
            case "ByteLevel" -> trim(section);
            case "TemplateProcessing" -> template(section);
            case "BertProcessing" ->
                new BertProcessing(
                        content(section, "sep"), id(section, "sep"), content(section, "cls"), id(section, "cls"));
            case "RobertaProcessing" ->
                new RobertaProcessing(
                        content(section, "sep"),
                        id(section, "sep"),
                        content(section, "cls"),
                        id(section, "cls"),
                        trim(section));
            default -> throw section.unsupported();
        };
    }

    private static TrimOffsets trim(Section section) throws IOException {
        return new TrimOffsets(
                section.flag("add_prefix_space", true) ? TrimOffsets.Prefix.SPACE : TrimOffsets.Prefix.NONE,
                section.flag("trim_offsets", true) ? TrimOffsets.Offsets.TRIMMED : TrimOffsets.Offsets.KEPT);
    }

    private static String content(Section section, String name) throws IOException {
        return token(section, name).path(0).textValue();
    }

    private static int id(Section section, String name) throws IOException {
        return token(section, name).path(1).intValue();
    }

    private static JsonNode token(Section section, String name) throws IOException {
        JsonNode token = section.json().path(name);
        if (token.size() != 2 || !token.path(0).isTextual() || !token.path(1).isInt()) {
            throw section.child(name).problem("must be an array of a token and its id");
        }
        return token;
    }

    private static PostProcessor template(Section section) throws IOException {
        Map<String, Template.SpecialToken> tokens = new TreeMap<>();
        Section special = section.child("special_tokens");
        for (Iterator<String> names = special.json().fieldNames(); names.hasNext(); ) {
            String name = names.next();
            Section token = special.child(name);
            List<Integer> ids = new ArrayList<>();
            for (Section id : token.children("ids")) {
                if (!id.json().isInt()) {
                    throw id.problem("must be a whole number");
                }
                ids.add(id.json().intValue());
            }
            List<String> contents = new ArrayList<>();
            for (Section content : token.children("tokens")) {
                contents.add(content.json().asText());
            }
            tokens.put(name, token.checked(() -> new Template.SpecialToken(ids, contents)));
        }
        List<TemplatePiece> single = pieces(section, "single");
        List<TemplatePiece> pair = pieces(section, "pair");
        return section.checked(() -> new Template(single, pair, tokens));
    }

    private static List<TemplatePiece> pieces(Section section, String name) throws IOException {
        List<TemplatePiece> pieces = new ArrayList<>();
        for (Section piece : section.children(name)) {
            if (piece.has("Sequence")) {
                Section text = piece.child("Sequence");
                pieces.add(new TemplatePiece.Text(text.text("id").equals("A") ? 0 : 1, text.number("type_id")));
            } else {
                Section token = piece.child("SpecialToken");
                pieces.add(new TemplatePiece.Special(token.text("id"), token.number("type_id")));
            }
        }
        return pieces;
    }
}
