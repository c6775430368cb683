package dev.millrace.tokenizer.sentencepiece;

import dev.millrace.tokenizer.charsmap.CharsMap;
import dev.millrace.tokenizer.normalizer.NormalizedText;
import dev.millrace.tokenizer.normalizer.Normalizer;
import dev.millrace.tokenizer.text.Utf8;
import dev.millrace.tokenizer.trie.DoubleArray;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.TreeSet;

/**
 * Normalises as SentencePiece does: at each place the rule for the longest sequence, and what the model says of white
 * space. Pieces that the user defined stay as they are.
 */
public final class SentencePieceNormalizer implements Normalizer {
    private static final long serialVersionUID = 1;
    static final byte[] SYMBOL = "▁".getBytes(StandardCharsets.UTF_8);
    private static final byte[] SPACE = {' '};
    private static final byte[] REPLACEMENT = "\uFFFD".getBytes(StandardCharsets.UTF_8);
    private static final int ASCII = 0x80;

    // what becomes of a character of ASCII, unless a longer rule begins with it
    private static final byte ASK = 0;
    private static final byte KEEP = 1;
    private static final byte IS_SPACE = 2;
    private static final byte KEEP_BEFORE_ASCII = 3;

    private final CharsMap rules;
    private final WhiteSpace whiteSpace;
    private final DoubleArray verbatim;
    private transient byte[] actions;
    private transient byte[] replacements;

    /** @param verbatim texts that no rule changes; of several that fit at a place the longest counts */
    public SentencePieceNormalizer(CharsMap rules, WhiteSpace whiteSpace, Collection<String> verbatim) {
        this.rules = rules;
        this.whiteSpace = whiteSpace;
        List<byte[]> keys = new ArrayList<>();
        TreeSet<byte[]> sorted = new TreeSet<>(Arrays::compareUnsigned);
        verbatim.forEach(text -> sorted.add(text.getBytes(StandardCharsets.UTF_8)));
        keys.addAll(sorted);
        this.verbatim = DoubleArray.of(keys, new int[keys.size()]);
        prepare();
    }

    public CharsMap rules() {
        return rules;
    }

    public WhiteSpace whiteSpace() {
        return whiteSpace;
    }

    @Override
    public void normalize(NormalizedText text) {
        if (text.isEmpty()) {
            return;
        }
        Pass pass = new Pass(text);
        pass.run();
        if (whiteSpace.removeExtra()) {
            trimEnd(text, pass.suffixLength);
        }
    }

    /** Spaces at the end that only showed once they were replaced. */
    private void trimEnd(NormalizedText text, int suffix) {
        byte[] space = spaceBytes();
        int end = text.length() - suffix;
        int kept = end;
        while (kept >= space.length && endsWith(text.utf8(), kept, space)) {
            kept -= space.length;
        }
        if (kept < end) {
            NormalizedText.Rewrite rewrite = text.rewrite();
            rewrite.keepTo(kept);
            rewrite.dropTo(end);
            rewrite.finish();
        }
    }

    private static boolean endsWith(byte[] utf8, int end, byte[] space) {
        return Arrays.equals(utf8, end - space.length, end, space, 0, space.length);
    }

    private byte[] spaceBytes() {
        return whiteSpace.escape() ? SYMBOL : SPACE;
    }

    private void readObject(ObjectInputStream in) throws IOException, ClassNotFoundException {
        in.defaultReadObject();
        prepare();
    }

    private void prepare() {
        replacements = rules.replacements();
        actions = new byte[ASCII];
        boolean[] begins = new boolean[ASCII];
        boolean[] beginsAscii = new boolean[ASCII];
        for (byte character = 1; character > 0; character++) {
            actions[character] = character == ' ' ? IS_SPACE : KEEP;
        }
        rules.rules().forEach((from, to) -> {
            char first = from.charAt(0);
            if (first < ASCII && from.length() > 1) {
                begins[first] = true;
                beginsAscii[first] |= from.charAt(1) < ASCII;
            } else if (first < ASCII) {
                actions[first] = to.equals(" ") ? IS_SPACE : ASK;
            }
        });
        verbatim.forEach((key, length, value) -> {
            if (key[0] > 0) {
                beginsAscii[key[0]] = true;
            }
        });
        for (int character = 0; character < ASCII; character++) {
            if (beginsAscii[character]) {
                actions[character] = ASK;
            } else if (begins[character]) {
                actions[character] = actions[character] == KEEP ? KEEP_BEFORE_ASCII : ASK;
            }
        }
    }

    /** One text. */
    private final class Pass {
        private final byte[] utf8;
        private final int to;
        private final NormalizedText.Rewrite rewrite;
        private final byte[] space = spaceBytes();
        private boolean afterSpace = whiteSpace.removeExtra();
        private int suffixLength;

        Pass(NormalizedText text) {
            utf8 = text.utf8();
            to = text.length();
            rewrite = text.rewrite();
        }

        void run() {
            int at = whiteSpace.removeExtra() ? skipSpaces(0) : 0;
            rewrite.dropTo(at);
            if (at == to) {
                rewrite.finish();
                return;
            }
            if (whiteSpace.dummyPrefix() && !whiteSpace.suffix()) {
                rewrite.startWord();
                rewrite.insert(space);
            }
            while (at < to) {
                byte character = utf8[at];
                byte action = character < 0 ? ASK : actions[character];
                if (action == KEEP || (action == KEEP_BEFORE_ASCII && (at + 1 == to || utf8[at + 1] >= 0))) {
                    afterSpace = false;
                    at++;
                } else if (action == IS_SPACE) {
                    at = space(at);
                } else {
                    at = ask(at);
                }
            }
            rewrite.keepTo(at);
            if (whiteSpace.dummyPrefix() && whiteSpace.suffix()) {
                rewrite.insert(space);
                suffixLength = space.length;
            }
            rewrite.finish();
        }

        private int space(int at) {
            rewrite.keepTo(at);
            if (!whiteSpace.removeExtra()) {
                rewrite.insertFor(at, at, space, 0, space.length);
                rewrite.dropTo(at + 1);
                return at + 1;
            }
            int end = at + 1;
            while (end < to && utf8[end] > 0 && actions[utf8[end]] == IS_SPACE) {
                end++;
            }
            if (!afterSpace && end < to) {
                rewrite.insertFor(at, at, space, 0, space.length);
                afterSpace = true;
            }
            rewrite.dropTo(end);
            return end;
        }

        /** Looks for what begins here among texts to leave alone and rules. */
        private int ask(int at) {
            int kept = keptLength(at);
            if (kept > 0) {
                write(at, at + kept, utf8, at, at + kept);
                return at + kept;
            }
            long rule = rules.longest(utf8, at, to);
            if (rule == 0 && utf8[at] == ' ') {
                return space(at);
            }
            if (rule == 0) {
                if (Utf8.isContinuation(utf8[at])) {
                    // a rule took part of a character
                    rewrite.keepTo(at);
                    rewrite.insertFor(at, at, REPLACEMENT, 0, REPLACEMENT.length);
                    rewrite.dropTo(at + 1);
                    afterSpace = false;
                    return at + 1;
                }
                afterSpace = false;
                return at + Math.min(Utf8.length(utf8[at]), to - at);
            }
            int end = at + (int) (rule >>> Integer.SIZE);
            int from = (int) rule;
            write(at, end, replacements, from, rules.endOf(from));
            return end;
        }

        private int keptLength(int at) {
            int[] units = verbatim.units();
            int base = verbatim.root();
            int longest = 0;
            for (int i = at; i < to; i++) {
                int label = utf8[i] & 0xFF;
                if (label == 0 || !DoubleArray.leads(units[base ^ label], label)) {
                    break;
                }
                int unit = units[base ^ label];
                base = DoubleArray.next(base ^ label, unit);
                if (DoubleArray.ends(unit)) {
                    longest = i + 1 - at;
                }
            }
            return longest;
        }

        /** Writes some bytes in place of the old ones from {@code at} to {@code end}, spaces as the model wants. */
        private void write(int at, int end, byte[] source, int from, int until) {
            rewrite.keepTo(at);
            int next = from;
            while (afterSpace && next < until && source[next] == ' ') {
                next++;
            }
            if (next < until) {
                afterSpace = whiteSpace.removeExtra() && source[until - 1] == ' ';
            }
            while (next < until) {
                int run = next;
                while (run < until && source[run] != ' ') {
                    run++;
                }
                rewrite.insertFor(at, end - 1, source, next, run - next);
                if (run < until) {
                    rewrite.insertFor(at, end - 1, space, 0, space.length);
                    run++;
                }
                next = run;
            }
            rewrite.dropTo(end);
        }

        private int skipSpaces(int from) {
            int at = from;
            while (at < to) {
                if (utf8[at] > 0 && actions[utf8[at]] == IS_SPACE) {
                    at++;
                    continue;
                }
                if (keptLength(at) > 0) {
                    // SentencePiece takes a piece that is a space for one
                    if (keptLength(at) == 1 && utf8[at] == ' ') {
                        at++;
                        continue;
                    }
                    break;
                }
                long rule = rules.longest(utf8, at, to);
                int replacement = (int) rule;
                boolean space = rule == 0
                        ? utf8[at] == ' '
                        : rules.endOf(replacement) - replacement == 1 && replacements[replacement] == ' ';
                if (!space) {
                    break;
                }
                at += rule == 0 ? 1 : (int) (rule >>> Integer.SIZE);
            }
            return at;
        }
    }
}
