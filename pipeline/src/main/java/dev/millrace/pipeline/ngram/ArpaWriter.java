package dev.millrace.pipeline.ngram;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Writes a model as an ARPA file; every number in the fewest digits that give the same 32-bit number back. */
final class ArpaWriter {
    private final NgramModel model;
    private final Writer out;

    private ArpaWriter(NgramModel model, Writer out) {
        this.model = model;
        this.out = out;
    }

    static void write(NgramModel model, OutputStream out) throws IOException {
        Writer writer = new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8), 1 << 16);
        new ArpaWriter(model, writer).write();
        writer.flush();
    }

    private void write() throws IOException {
        line(UnitsLine.of(model.units()));
        line("\\data\\");
        for (int order = 1; order <= model.order(); order++) {
            line("ngram " + order + "=" + model.size(order));
        }
        for (int order = 1; order <= model.order(); order++) {
            line("");
            line("\\" + order + "-grams:");
            ngrams(order);
        }
        line("");
        line("\\end\\");
    }

    private void ngrams(int order) throws IOException {
        List<Level> levels = model.levels();
        Level level = levels.get(order - 1);
        // the n-gram of each lower order that this one ends with
        int[] path = new int[order];
        for (int i = 0; i < level.size(); i++) {
            path[order - 1] = i;
            for (int below = order - 2; below >= 0; below--) {
                int[] children = levels.get(below).children();
                while (children[path[below] + 1] <= path[below + 1]) {
                    path[below]++;
                }
            }
            out.write(Float.toString(level.probabilities()[i]));
            for (int depth = order - 1; depth >= 0; depth--) {
                int word = depth == 0 ? path[0] : levels.get(depth).words()[path[depth]];
                out.write(depth == order - 1 ? '\t' : ' ');
                out.write(model.vocabulary().word(word));
            }
            if (order < model.order()) {
                out.write('\t');
                out.write(Float.toString(level.backoffs()[i]));
            }
            out.write('\n');
        }
    }

    private void line(String text) throws IOException {
        out.write(text);
        out.write('\n');
    }
}
