package dev.millrace.pipeline.report.chart;

import dev.millrace.pipeline.report.markup.Markup;
import java.util.Locale;

/** Shapes of a chart. Colours and type come from the page by class. */
final class Svg {
    private final Markup markup = new Markup();

    Svg(String kind, int width, int height, String label) {
        markup.open(
                "svg",
                "class",
                "chart " + kind,
                "viewBox",
                "0 0 " + width + " " + height,
                "role",
                "img",
                "aria-label",
                label);
        markup.leaf("title", label);
    }

    Svg rectangle(String kind, double x, double y, double width, double height, String title) {
        markup.open(
                "rect",
                "class",
                kind,
                "x",
                number(x),
                "y",
                number(y),
                "width",
                number(Math.max(0, width)),
                "height",
                number(Math.max(0, height)));
        if (!title.isEmpty()) {
            markup.leaf("title", title);
        }
        markup.close();
        return this;
    }

    Svg line(String kind, double x1, double y1, double x2, double y2) {
        markup.empty("line", "class", kind, "x1", number(x1), "y1", number(y1), "x2", number(x2), "y2", number(y2));
        return this;
    }

    Svg path(String kind, String data) {
        markup.empty("path", "class", kind, "d", data);
        return this;
    }

    Svg circle(String kind, double x, double y, double radius, String title) {
        markup.open("circle", "class", kind, "cx", number(x), "cy", number(y), "r", number(radius));
        markup.leaf("title", title).close();
        return this;
    }

    /** @param anchor which part of the text stands at x: start, middle, end */
    Svg text(String kind, double x, double y, String anchor, String text) {
        markup.leaf("text", text, "class", kind, "x", number(x), "y", number(y), "text-anchor", anchor);
        return this;
    }

    Markup finish() {
        return markup.close();
    }

    static String number(double value) {
        double rounded = Math.rint(value * 10) / 10;
        if (rounded == Math.rint(rounded)) {
            return Long.toString((long) rounded);
        }
        return String.format(Locale.ROOT, "%.1f", rounded);
    }
}
