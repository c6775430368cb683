package dev.millrace.trainer.objective;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The positions of a row's text, word by word, or each alone. */
final class Units {
    private Units() {}

    /** Positions within the row. */
    static int[][] of(Segments rows, int row, Optional<WordStarts> words) {
        List<int[]> units = new ArrayList<>();
        int begin = -1;
        int first = row * rows.context();
        for (int t = 0; t < rows.length(row); t++) {
            if (!rows.isText(first + t)) {
                begin = close(units, begin, t);
                continue;
            }
            int id = rows.ids()[first + t];
            boolean starts = begin < 0 || words.map(known -> known.contains(id)).orElse(true);
            if (starts) {
                close(units, begin, t);
                begin = t;
            }
        }
        close(units, begin, rows.length(row));
        return units.toArray(new int[0][]);
    }

    private static int close(List<int[]> units, int begin, int end) {
        if (begin >= 0) {
            int[] unit = new int[end - begin];
            for (int i = 0; i < unit.length; i++) {
                unit[i] = begin + i;
            }
            units.add(unit);
        }
        return -1;
    }
}
