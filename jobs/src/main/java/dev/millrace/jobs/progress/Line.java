package dev.millrace.jobs.progress;

import java.util.Locale;

/** The words of a progress line. */
record Line(String label, String unit) {
    /** A total that nobody has said. */
    static final long UNKNOWN = -1;

    private static final int LABEL_COLUMNS = 16;
    private static final int WIDEST_BAR = 30;
    private static final int NARROWEST_BAR = 8;

    /** @param columns of the terminal; 0 draws no bar */
    String render(long done, long total, double seconds, String note, int columns) {
        String head = head();
        if (total <= 0) {
            return head + count(done) + " " + unit + "  " + rate(done, seconds) + "  " + clock(seconds) + behind(note);
        }
        double share = Math.min(1, (double) done / total);
        String tail = String.format(Locale.ROOT, "%3d%%  ", (int) (share * 100)) + count(done) + "/" + count(total)
                + " " + unit + "  " + rate(done, seconds) + left(share, seconds) + behind(note);
        int room = Math.min(WIDEST_BAR, columns - head.length() - tail.length() - 4);
        return head + (room >= NARROWEST_BAR ? bar(share, room) + " " : "") + tail;
    }

    private String head() {
        return label.length() >= LABEL_COLUMNS ? label + " " : label + " ".repeat(LABEL_COLUMNS - label.length());
    }

    private static String behind(String note) {
        return note.isEmpty() ? "" : "  " + note;
    }

    private static String bar(double share, int room) {
        int full = (int) Math.floor(share * room);
        return "[" + "=".repeat(full) + (full < room ? ">" + " ".repeat(room - full - 1) : "") + "]";
    }

    private static String left(double share, double seconds) {
        return share <= 0 || share >= 1 ? "" : "  " + clock(seconds / share - seconds) + " left";
    }

    private static String rate(long done, double seconds) {
        double rate = seconds <= 0 ? 0 : done / seconds;
        return rate >= 10 ? count(Math.round(rate)) + "/s" : String.format(Locale.ROOT, "%.1f/s", rate);
    }

    private static String count(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }

    private static String clock(double seconds) {
        long whole = Math.round(seconds);
        return whole < 3600
                ? String.format(Locale.ROOT, "%d:%02d", whole / 60, whole % 60)
                : String.format(Locale.ROOT, "%d:%02d:%02d", whole / 3600, whole / 60 % 60, whole % 60);
    }
}
