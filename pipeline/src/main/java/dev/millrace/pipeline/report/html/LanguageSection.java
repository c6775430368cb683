package dev.millrace.pipeline.report.html;

import static dev.millrace.pipeline.report.markup.Numerals.bytes;
import static dev.millrace.pipeline.report.markup.Numerals.count;
import static dev.millrace.pipeline.report.markup.Numerals.share;

import dev.millrace.pipeline.report.ReportData;
import dev.millrace.pipeline.report.TextFigures.Language;
import dev.millrace.pipeline.report.markup.Markup;
import java.util.Locale;

/** What languages the kept documents are in. */
final class LanguageSection implements Section {
    @Override
    public String anchor() {
        return "languages";
    }

    @Override
    public String heading() {
        return "Languages";
    }

    @Override
    public boolean speaksOf(ReportData data) {
        return !data.texts().languages().isEmpty();
    }

    @Override
    public void write(ReportData data, Markup page) {
        Table table = Table.begin(page, "Languages", "Language", "Share of kept documents", "#Documents", "#Text");
        for (Language language : data.texts().languages()) {
            table.row()
                    .name(name(language.language()))
                    .bar(language.share(), "kept", share(language.share()))
                    .number(count(language.documents()))
                    .number(bytes(language.bytes()))
                    .endRow();
        }
        table.end();
    }

    private static String name(String code) {
        String name = Locale.forLanguageTag(code).getDisplayLanguage(Locale.ENGLISH);
        return name.isEmpty() || name.equals(code) ? code : name + " (" + code + ")";
    }
}
