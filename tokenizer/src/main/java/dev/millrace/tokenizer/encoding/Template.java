package dev.millrace.tokenizer.encoding;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Puts special tokens around texts: {@code [CLS] A [SEP]}, {@code [CLS] A [SEP] B [SEP]}.
 *
 * @param single pieces for one text
 * @param pair pieces for two
 * @param specialTokens by the names that the pieces have
 */
public record Template(List<TemplatePiece> single, List<TemplatePiece> pair, Map<String, SpecialToken> specialTokens)
        implements PostProcessor {

    /** Tokens that a name in a template stands for. */
    public record SpecialToken(List<Integer> ids, List<String> tokens) implements java.io.Serializable {
        public SpecialToken {
            ids = List.copyOf(ids);
            tokens = List.copyOf(tokens);
            if (ids.size() != tokens.size()) {
                throw new IllegalArgumentException(
                        "Invalid special token of a template: " + ids.size() + " ids but " + tokens.size() + " tokens");
            }
        }
    }

    /** @throws IllegalArgumentException if a piece names an unknown token, or no text or the wrong one */
    public Template {
        single = List.copyOf(single);
        pair = List.copyOf(pair);
        specialTokens = new TreeMap<>(specialTokens);
        check(single, 1, specialTokens);
        check(pair, 2, specialTokens);
    }

    /**
     * As {@code [CLS] $A [SEP]} and {@code [CLS] $A [SEP] $B:1 [SEP]:1} say it: names of special tokens, {@code $A} and
     * {@code $B} for the texts, a type after a colon.
     *
     * @param ids of the special tokens by their content
     */
    public static Template of(String single, String pair, Map<String, Integer> ids) {
        Map<String, SpecialToken> tokens = new TreeMap<>();
        ids.forEach((content, id) -> tokens.put(content, new SpecialToken(List.of(id), List.of(content))));
        return new Template(TemplateText.pieces(single), TemplateText.pieces(pair), tokens);
    }

    @Override
    public int addedTokens(int texts) {
        return pieces(texts).stream()
                .filter(TemplatePiece.Special.class::isInstance)
                .mapToInt(piece -> specialTokens
                        .get(((TemplatePiece.Special) piece).name())
                        .ids()
                        .size())
                .sum();
    }

    @Override
    public List<Encoding> process(List<Encoding> parts, SpecialTokens special) {
        List<Encoding> all = new ArrayList<>();
        for (TemplatePiece piece : pieces(parts.size())) {
            EncodingBuilder builder = new EncodingBuilder(4);
            if (piece instanceof TemplatePiece.Text text) {
                builder.addAll(parts.get(text.index()));
                builder.setTypeIds(0, piece.typeId());
                builder.setSequence(0, text.index());
            } else if (piece instanceof TemplatePiece.Special token && special == SpecialTokens.ADDED) {
                SpecialToken tokens = specialTokens.get(token.name());
                for (int i = 0; i < tokens.ids().size(); i++) {
                    builder.addSpecial(tokens.ids().get(i), tokens.tokens().get(i), piece.typeId());
                }
            }
            all.add(builder.build());
        }
        return all;
    }

    private List<TemplatePiece> pieces(int texts) {
        return switch (texts) {
            case 1 -> single;
            case 2 -> pair;
            default -> throw new IllegalArgumentException("A template is for one text or two, not for " + texts);
        };
    }

    private static void check(List<TemplatePiece> pieces, int texts, Map<String, SpecialToken> known) {
        for (TemplatePiece piece : pieces) {
            if (piece instanceof TemplatePiece.Special token && !known.containsKey(token.name())) {
                throw new IllegalArgumentException(
                        "Invalid template: no special token has the name \"" + token.name() + "\"");
            }
            if (piece instanceof TemplatePiece.Text text && text.index() >= texts) {
                throw new IllegalArgumentException("Invalid template: a second text where there is only one");
            }
        }
    }
}
