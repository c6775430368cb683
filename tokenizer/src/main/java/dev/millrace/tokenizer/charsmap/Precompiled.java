package dev.millrace.tokenizer.charsmap;

import dev.millrace.tokenizer.normalizer.NormalizedText;
import dev.millrace.tokenizer.normalizer.Normalizer;
import dev.millrace.tokenizer.text.Utf8;
import java.util.Arrays;

/**
 * Applies rules as Hugging Face's {@code Precompiled} does, which is not quite as SentencePiece does: a cluster of less
 * than six bytes becomes what the shortest rule for its beginning says; of any other each character by itself. The
 * alignment is Hugging Face's too: of what a character becomes, each further one is aligned with the old one before.
 *
 * @see <a href="https://github.com/huggingface/tokenizers/blob/main/tokenizers/src/normalizers/precompiled.rs">its
 *     source</a>
 */
public record Precompiled(CharsMap rules) implements Normalizer {
    private static final int SHORT = 6;
    private static final byte[] NOTHING = {};

    /**
     * Of compiled rules, {@code precompiled_charsmap} without its Base64.
     *
     * @throws IllegalArgumentException if they are damaged
     */
    public static Precompiled of(byte[] compiled) {
        return new Precompiled(CharsMap.of(compiled));
    }

    @Override
    public void normalize(NormalizedText text) {
        new Pass(rules, text).run();
    }

    /** One text. */
    private static final class Pass {
        private final CharsMap rules;
        private final byte[] replacements;
        private final NormalizedText text;
        private final byte[] utf8;
        private final int to;
        private final Graphemes graphemes = new Graphemes();
        private NormalizedText.Rewrite rewrite;
        private boolean modified;
        private int kept; // up to here the text is unchanged
        private int old; // the old character that the next one is aligned with
        private byte[] held = NOTHING; // the character that is still to be written
        private int heldFrom;
        private int change; // 1 if it is added, else minus the number of old characters that vanish with it

        Pass(CharsMap rules, NormalizedText text) {
            this.rules = rules;
            this.text = text;
            replacements = rules.replacements();
            utf8 = text.utf8();
            to = text.length();
        }

        void run() {
            for (int at = 0; at < to; ) {
                int end = graphemes.end(utf8, at, to);
                if (end - at >= SHORT || !replaced(at, end)) {
                    int character = at;
                    while (character < end) {
                        int next = character + Utf8.length(utf8[character]);
                        if (!replaced(character, next)) {
                            keep(character, next);
                        }
                        character = next;
                    }
                }
                at = end;
            }
            if (modified) {
                flush();
                rewrite.dropTo(to);
                rewrite.finish();
            }
        }

        private boolean replaced(int from, int end) {
            long rule = rules.shortest(utf8, from, end);
            if (rule == 0) {
                return false;
            }
            if (!modified) {
                modified = true;
                rewrite = text.rewrite();
                if (kept > 0) {
                    // the last one kept may yet be changed
                    old = Utf8.before(utf8, kept);
                    rewrite.keepTo(old);
                    push(utf8, old, 0);
                }
            }
            int start = (int) rule;
            int stop = rules.endOf(start);
            int more = Utf8.count(replacements, start, stop) - Utf8.count(utf8, from, end);
            int rest = Utf8.count(replacements, start, stop);
            for (int at = start; at < stop; at += Utf8.length(replacements[at])) {
                // the last ones are those added
                push(replacements, at, rest-- <= more ? 1 : 0);
            }
            change += Math.min(more, 0);
            return true;
        }

        /** Writes the character before, and holds this one back, as the next may yet say how many it stands for. */
        private void push(byte[] source, int from, int itsChange) {
            flush();
            held = source;
            heldFrom = from;
            change = itsChange;
        }

        private void flush() {
            if (held.length == 0) {
                return;
            }
            int length = Utf8.length(held[heldFrom]);
            if (change <= 0) {
                rewrite.insertFor(old, old, held, heldFrom, length);
                for (int i = 0; i <= -change; i++) {
                    old += Utf8.length(utf8[old]);
                }
            } else if (old > 0) {
                rewrite.insertFor(old - 1, old - 1, held, heldFrom, length);
            } else {
                rewrite.insert(Arrays.copyOfRange(held, heldFrom, heldFrom + length));
            }
            held = NOTHING;
        }

        private void keep(int from, int end) {
            if (!modified) {
                kept = end;
                return;
            }
            push(utf8, from, 0);
        }
    }
}
