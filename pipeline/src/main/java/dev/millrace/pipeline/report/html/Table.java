package dev.millrace.pipeline.report.html;

import dev.millrace.pipeline.report.markup.Markup;
import java.util.Locale;

/** A table in a box of its own, which scrolls where the screen is too narrow. */
final class Table {
    private final Markup page;

    private Table(Markup page) {
        this.page = page;
    }

    /** @param columns headings; one that begins with # heads numbers */
    static Table begin(Markup page, String label, String... columns) {
        page.open("div", "class", "scroll", "role", "region", "aria-label", label, "tabindex", "0");
        page.open("table").open("thead").open("tr");
        for (String column : columns) {
            if (column.startsWith("#")) {
                page.leaf("th", column.substring(1), "scope", "col", "class", "number");
            } else {
                page.leaf("th", column, "scope", "col");
            }
        }
        page.close().close().open("tbody").line();
        return new Table(page);
    }

    Table row() {
        page.open("tr");
        return this;
    }

    Table name(String text) {
        page.leaf("th", text, "scope", "row");
        return this;
    }

    Table text(String text) {
        page.leaf("td", text);
        return this;
    }

    Table code(String text) {
        page.open("td").leaf("code", text).close();
        return this;
    }

    Table number(String text) {
        page.leaf("td", text, "class", "number");
        return this;
    }

    /** A bar of that share of the cell, 0 to 1, with the words beside it. */
    Table bar(double share, String kind, String words) {
        page.open("td", "class", "bar");
        page.open("span", "class", "track");
        page.leaf("span", "", "class", "fill " + kind, "style", "width:" + percent(share))
                .close();
        page.leaf("span", words, "class", "words").close();
        return this;
    }

    Table endRow() {
        page.close().line();
        return this;
    }

    void end() {
        page.close().close().close().line();
    }

    private static String percent(double share) {
        return String.format(Locale.ROOT, "%.2f%%", 100 * Math.max(0, Math.min(1, share)));
    }
}
