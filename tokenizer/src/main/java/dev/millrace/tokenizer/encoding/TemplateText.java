package dev.millrace.tokenizer.encoding;

import java.util.ArrayList;
import java.util.List;

/** Reads templates such as {@code [CLS] $A [SEP] $B:1 [SEP]:1}. */
final class TemplateText {
    private TemplateText() {}

    static List<TemplatePiece> pieces(String template) {
        List<TemplatePiece> pieces = new ArrayList<>();
        for (String part : template.strip().split("\\s+")) {
            int colon = part.lastIndexOf(':');
            int typeId = colon < 0 ? 0 : number(part.substring(colon + 1), part);
            String name = colon < 0 ? part : part.substring(0, colon);
            pieces.add(
                    switch (name) {
                        case "$", "$A", "$a" -> new TemplatePiece.Text(0, typeId);
                        case "$B", "$b" -> new TemplatePiece.Text(1, typeId);
                        default -> new TemplatePiece.Special(name, typeId);
                    });
        }
        return pieces;
    }

    private static int number(String text, String part) {
        try {
            return Integer.parseInt(text);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("Invalid piece of a template: " + part + " (no type after ':')", e);
        }
    }
}
