package dev.millrace.pipeline.report.html;

import static dev.millrace.pipeline.report.markup.Numerals.bytes;
import static dev.millrace.pipeline.report.markup.Numerals.count;
import static dev.millrace.pipeline.report.markup.Numerals.fixed;

import dev.millrace.pipeline.report.ReportData;
import dev.millrace.pipeline.report.ShardFigures;
import dev.millrace.pipeline.report.ShardFigures.Split;
import dev.millrace.pipeline.report.TokenizerFigures;
import dev.millrace.pipeline.report.markup.Markup;
import java.util.List;

/** The tokenizer, and the shards packed with it. */
final class TokenSection implements Section {
    @Override
    public String anchor() {
        return "tokens";
    }

    @Override
    public String heading() {
        return "Tokens";
    }

    @Override
    public boolean speaksOf(ReportData data) {
        return data.tokenizer().isPresent() || data.shards().isPresent();
    }

    @Override
    public void write(ReportData data, Markup page) {
        data.tokenizer().ifPresent(tokenizer -> tokenizer(tokenizer, page));
        data.shards().ifPresent(shards -> shards(shards, page));
    }

    private static void tokenizer(TokenizerFigures tokenizer, Markup page) {
        page.leaf(
                "p",
                "A " + tokenizer.model() + " tokenizer of " + count(tokenizer.vocabulary(), "token", "tokens")
                        + (tokenizer.merges() > 0
                                ? ", " + count(tokenizer.merges(), "merge", "merges") + " learnt."
                                : "."),
                "class",
                "lead");
        chips("Added tokens", tokenizer.added(), page);
        chips("Longest tokens", tokenizer.longest(), page);
    }

    private static void chips(String heading, List<String> tokens, Markup page) {
        if (tokens.isEmpty()) {
            return;
        }
        page.leaf("h3", heading).open("ul", "class", "chips");
        for (String token : tokens) {
            page.open("li").leaf("code", token).close();
        }
        page.close().line();
    }

    private static void shards(ShardFigures shards, Markup page) {
        page.leaf("h3", "Packed sequences of " + count(shards.context()) + " tokens");
        Table table = Table.begin(
                page,
                "Token shards",
                "Split",
                "#Documents",
                "#Text",
                "#Tokens",
                "#Sequences",
                "#Files",
                "#Bytes a token",
                "#Unigram entropy, nats");
        for (Split split : shards.splits()) {
            table.row()
                    .name(split.name())
                    .number(count(split.documents()))
                    .number(bytes(split.textBytes()))
                    .number(count(split.tokens()))
                    .number(count(split.sequences()))
                    .number(count(split.files()))
                    .number(split.tokens() == 0 ? "–" : fixed((double) split.textBytes() / split.tokens(), 2))
                    .number(fixed(split.unigramEntropy(), 3))
                    .endRow();
        }
        table.end();
    }
}
