package dev.millrace.tokenizer.unigram.training;

import dev.millrace.tokenizer.text.Utf8;
import dev.millrace.tokenizer.trie.DoubleArray;
import java.io.Serializable;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.TreeSet;

/**
 * Cuts normalised text into spans, at every place that no piece can lie across, so that training on the spans is
 * training on the text. What is reserved for other tokens is left out. A span of more than {@value #LONGEST} characters
 * is cut too.
 */
public final class SpanSplit implements Serializable {
    private static final long serialVersionUID = 1;
    static final int LONGEST = 1024;
    private static final int UNKNOWN_MARK = 0x2585; // SentencePiece's own, never in a piece

    private final PieceRules rules;
    private final DoubleArray reserved;

    /** @param reserved texts that are tokens already */
    public SpanSplit(PieceRules rules, Collection<String> reserved) {
        this.rules = rules;
        TreeSet<byte[]> keys = new TreeSet<>(Arrays::compareUnsigned);
        reserved.forEach(text -> keys.add(text.getBytes(StandardCharsets.UTF_8)));
        this.reserved = DoubleArray.of(new ArrayList<>(keys), new int[keys.size()]);
    }

    public PieceRules rules() {
        return rules;
    }

    /** Receives a span. */
    @FunctionalInterface
    public interface Sink {
        void add(byte[] utf8, int from, int to);
    }

    /** Tells the spans of a text. */
    public void split(byte[] utf8, int from, int to, Sink out) {
        int start = from;
        int characters = 0;
        int before = 0;
        int script = Scripts.ANY;
        int at = from;
        while (at < to) {
            int taken = reservedLength(utf8, at, to);
            int codePoint = Utf8.codePoint(utf8, at);
            if (taken == 0 && (codePoint == UNKNOWN_MARK || codePoint == 0)) {
                taken = Utf8.length(utf8[at]);
            }
            boolean cut =
                    taken > 0 || (characters > 0 && (characters == LONGEST || rules.part(before, script, codePoint)));
            if (cut) {
                tell(utf8, start, at, out);
                start = at + taken;
                characters = 0;
                script = Scripts.ANY;
            }
            if (taken > 0) {
                at += taken;
                continue;
            }
            if (codePoint != Scripts.SPACE) {
                script = rules.script(codePoint, script);
            }
            before = codePoint;
            characters++;
            at += Utf8.length(utf8[at]);
        }
        tell(utf8, start, to, out);
    }

    private static void tell(byte[] utf8, int from, int to, Sink out) {
        if (from < to) {
            out.add(utf8, from, to);
        }
    }

    private int reservedLength(byte[] utf8, int from, int to) {
        int[] units = reserved.units();
        int base = reserved.root();
        int longest = 0;
        for (int i = from; i < to; i++) {
            int label = utf8[i] & 0xFF;
            int unit = units[base ^ label];
            if (label == 0 || !DoubleArray.leads(unit, label)) {
                break;
            }
            base = DoubleArray.next(base ^ label, unit);
            longest = DoubleArray.ends(unit) ? i + 1 - from : longest;
        }
        return longest;
    }
}
