package dev.millrace.pipeline.report.chart;

import dev.millrace.pipeline.report.markup.Markup;
import dev.millrace.pipeline.report.markup.Numerals;
import java.util.DoubleSummaryStatistics;
import java.util.List;
import java.util.stream.DoubleStream;

/**
 * A value over steps, beside levels to compare it with.
 *
 * @param label what the chart shows, for those who can't see it
 * @param points by x
 * @param levels named values that the curve is held against
 * @param across name of the x axis
 */
public record Curve(String label, List<Point> points, List<Level> levels, String across) {
    private static final int LEFT = 46;
    private static final int TOP = 16;

    /** The part of the range that stays free above and below. */
    private static final double MARGIN = 20;

    /** One value. */
    public record Point(double x, double y) {}

    /** A named value of y. */
    public record Level(String name, double y) {}

    public Curve {
        points = points.stream()
                .filter(point -> Double.isFinite(point.x()) && Double.isFinite(point.y()))
                .toList();
        levels = levels.stream().filter(level -> Double.isFinite(level.y())).toList();
    }

    /** Drawn in a box of so many units; text in it is 11 to 12 units high. */
    public Markup draw(int width, int height) {
        Svg svg = new Svg("curve", width, height, label);
        double right = width - 12.0;
        double bottom = height - 40.0;
        Axis.Linear along = along(right, width / 90);
        Axis.Linear up = up(bottom);
        for (double tick : up.ticks()) {
            svg.line("grid", LEFT, up.at(tick), right, up.at(tick));
            svg.text("tick", LEFT - 6, up.at(tick) + 4, "end", Numerals.significant(tick, 3));
        }
        svg.line("base", LEFT, bottom, right, bottom);
        for (double tick : along.ticks()) {
            svg.line("tickline", along.at(tick), bottom, along.at(tick), bottom + 4);
            svg.text("tick", along.at(tick), bottom + 17, "middle", Numerals.compact(tick));
        }
        svg.text("axis", (LEFT + right) / 2, bottom + 34, "middle", across);
        for (Level level : levels) {
            svg.line("level", LEFT, up.at(level.y()), right, up.at(level.y()));
        }
        draw(svg, along, up);
        for (Level level : levels) {
            svg.text(
                    "level-name",
                    right,
                    up.at(level.y()) - 5,
                    "end",
                    level.name() + " " + Numerals.fixed(level.y(), 2));
        }
        return svg.finish();
    }

    private void draw(Svg svg, Axis along, Axis up) {
        if (points.size() == 1) {
            Point only = points.get(0);
            svg.circle("dot", along.at(only.x()), up.at(only.y()), 3, Numerals.significant(only.y(), 4));
            return;
        }
        StringBuilder data = new StringBuilder();
        for (Point point : points) {
            data.append(data.isEmpty() ? "M" : "L")
                    .append(Svg.number(along.at(point.x())))
                    .append(' ')
                    .append(Svg.number(up.at(point.y())));
        }
        svg.path("trace", data.toString());
    }

    private Axis.Linear along(double right, int ticks) {
        double low = points.isEmpty() ? 0 : points.get(0).x();
        double high = points.isEmpty() ? 1 : points.get(points.size() - 1).x();
        return new Axis.Linear(low, high, LEFT, right, ticks);
    }

    private Axis.Linear up(double bottom) {
        DoubleSummaryStatistics values = DoubleStream.concat(
                        points.stream().mapToDouble(Point::y), levels.stream().mapToDouble(Level::y))
                .summaryStatistics();
        double margin = (values.getMax() - values.getMin()) / MARGIN;
        return values.getCount() == 0
                ? new Axis.Linear(0, 1, bottom, TOP, 5)
                : new Axis.Linear(values.getMin() - margin, values.getMax() + margin, bottom, TOP, 5);
    }
}
