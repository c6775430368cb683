package dev.millrace.pipeline.report.chart;

import dev.millrace.pipeline.report.markup.Markup;
import dev.millrace.pipeline.report.markup.Numerals;
import java.util.List;

/**
 * A stream that narrows from row to row: what a row rejects runs off at its right.
 *
 * @param label what the chart shows, for those who can't see it
 * @param rows from the top down; each takes in what the one before kept
 */
public record Funnel(String label, List<Row> rows) {
    private static final int ROW = 64;
    private static final int BAR = 22;
    private static final int TITLE = 22;
    private static final int LEFT = 2;
    private static final double SHORTEST = 1.5;
    private static final double ROOM_FOR_COUNT = 96;
    private static final double ROOM_FOR_LOSS = 120;

    /** Width of a letter of the rows' names, generously. */
    private static final double LETTER = 7.6;

    /**
     * @param group what the row belongs to, such as a job
     */
    public record Row(String group, String name, long in, long kept) {
        long rejected() {
            return in - kept;
        }
    }

    public Funnel {
        rows = List.copyOf(rows);
    }

    /** Drawn so many units wide; text in it is 11 to 13 units high. */
    public Markup draw(int width) {
        Svg svg = new Svg("funnel", width, Math.max(1, rows.size()) * ROW, label);
        long most = rows.isEmpty() ? 1 : Math.max(1, rows.get(0).in());
        Axis.Linear along = new Axis.Linear(0, most, LEFT, width - LEFT, 2);
        for (int i = 0; i < rows.size(); i++) {
            draw(svg, along, i, width);
        }
        return svg.finish();
    }

    private void draw(Svg svg, Axis along, int index, int width) {
        Row row = rows.get(index);
        double top = index * (double) ROW;
        double barTop = top + TITLE;
        double barBottom = barTop + BAR;
        double keptEnd = row.kept() == 0 ? LEFT : Math.max(LEFT + SHORTEST, along.at((double) row.kept()));
        double inEnd = row.rejected() == 0 ? keptEnd : Math.max(keptEnd + SHORTEST, along.at((double) row.in()));
        if (index < rows.size() - 1) {
            svg.rectangle("stream", LEFT, barBottom, keptEnd - LEFT, ROW - BAR, "");
        }
        if (row.rejected() > 0) {
            svg.path("shoulder", shoulder(keptEnd, inEnd, barBottom));
        }
        svg.rectangle("kept", LEFT, barTop, keptEnd - LEFT, BAR, row.name() + ": " + kept(row));
        svg.rectangle("rejected", keptEnd, barTop, inEnd - keptEnd, BAR, row.name() + ": " + rejected(row));
        svg.text("name", LEFT, top + 15, "start", heading(row, (int) ((width - ROOM_FOR_LOSS) / LETTER)));
        if (row.rejected() > 0) {
            svg.text("loss", width - LEFT, top + 15, "end", rejected(row));
        }
        if (keptEnd - LEFT >= ROOM_FOR_COUNT) {
            svg.text("inside", LEFT + 8, barTop + 15.5, "start", kept(row));
        } else {
            double free = width - LEFT - inEnd >= ROOM_FOR_COUNT ? inEnd : keptEnd;
            svg.text("beside", free + 6, barTop + 15.5, "start", kept(row));
        }
    }

    /** Group and name where there is room for so many letters, else the name, else its beginning. */
    private static String heading(Row row, int letters) {
        String full = row.group() + " / " + row.name();
        if (full.length() <= letters) {
            return full;
        }
        return row.name().codePointCount(0, row.name().length()) <= letters
                ? row.name()
                : row.name().substring(0, row.name().offsetByCodePoints(0, letters - 1)) + "…";
    }

    /** The stream's right bank, from all that came in to what goes on. */
    private static String shoulder(double keptEnd, double inEnd, double y) {
        double reach = ROW - BAR - 4.0;
        return "M" + Svg.number(keptEnd) + " " + Svg.number(y)
                + "H" + Svg.number(inEnd)
                + "C" + Svg.number(inEnd) + " " + Svg.number(y + reach / 2)
                + " " + Svg.number(keptEnd) + " " + Svg.number(y + reach / 3)
                + " " + Svg.number(keptEnd) + " " + Svg.number(y + reach) + "Z";
    }

    private static String kept(Row row) {
        return Numerals.count(row.kept()) + " kept";
    }

    private static String rejected(Row row) {
        return "−" + Numerals.count(row.rejected()) + " · " + Numerals.share(Numerals.share(row.rejected(), row.in()));
    }
}
