package dev.millrace.tokenizer.normalizer;

import dev.millrace.tokenizer.text.Utf8;
import dev.millrace.tokenizer.text.Utf8Buffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * A piece of a text as normalisers leave it, in UTF-8, and for each byte of it the characters of the original text that
 * it stands for: the alignment of Hugging Face's {@code NormalizedString}. Used again for the next piece. Not
 * thread-safe.
 */
public final class NormalizedText {
    /** Bytes after the text's last that may be read, so that readers may load whole words. */
    public static final int PADDING = 32;

    private static final int KEPT = 1 << 20;

    private final boolean aligned;
    private final Rewrite rewrite = new Rewrite();
    private final Utf8Buffer input = new Utf8Buffer();
    private byte[] utf8 = new byte[1 << 10];
    private int[] starts = {};
    private int[] ends = {};
    private int length;
    private int origin;

    private NormalizedText(boolean aligned) {
        this.aligned = aligned;
    }

    /** One that knows where its characters come from. */
    public static NormalizedText aligned() {
        return new NormalizedText(true);
    }

    /** One that only holds the text, which is quicker. */
    public static NormalizedText unaligned() {
        return new NormalizedText(false);
    }

    /** Takes a whole text, in place of what is held. */
    public void reset(CharSequence text) {
        reset(text, 0, text.length());
    }

    /**
     * Takes a piece of a text, in place of what is held. A surrogate without its partner becomes U+FFFD.
     *
     * @param from first of its characters, as UTF-16 counts them
     * @param to after its last
     */
    public void reset(CharSequence text, int from, int to) {
        input.clear();
        input.append(text, from, to);
        shrink();
        origin = from;
        length = input.length();
        reserve(length);
        System.arraycopy(input.bytes(), 0, utf8, 0, length);
        if (aligned) {
            int start = from;
            for (int at = 0; at < length; ) {
                int bytes = Utf8.length(utf8[at]);
                // a surrogate alone has three bytes too, so that only four bytes tell a pair
                int end = start + (bytes == 4 ? 2 : 1);
                for (int last = at + bytes; at < last; at++) {
                    starts[at] = start;
                    ends[at] = end;
                }
                start = end;
            }
        }
    }

    /** Takes a part of another text as it is, in place of what is held. */
    public void reset(NormalizedText other, int from, int to) {
        shrink();
        length = to - from;
        reserve(length);
        System.arraycopy(other.utf8, from, utf8, 0, length);
        if (aligned) {
            System.arraycopy(other.starts, from, starts, 0, length);
            System.arraycopy(other.ends, from, ends, 0, length);
        }
        origin = aligned && length > 0 ? starts[0] : other.origin;
    }

    /** The text; only the first {@link #length} bytes count. Valid until the next change. */
    public byte[] utf8() {
        return utf8;
    }

    public int length() {
        return length;
    }

    public boolean isEmpty() {
        return length == 0;
    }

    /** Whether {@link #originalStart} and {@link #originalEnd} are known. */
    public boolean isAligned() {
        return aligned;
    }

    /** First UTF-16 character of the original text that the byte's character stands for. */
    public int originalStart(int at) {
        checkAligned();
        return starts[at];
    }

    /** End, exclusive, of the original characters that the byte's character stands for. */
    public int originalEnd(int at) {
        checkAligned();
        return ends[at];
    }

    /** Where the piece that was taken begins in the original text. */
    public int origin() {
        return origin;
    }

    /** Begins to write the text anew; {@link Rewrite#finish} puts the new text in place of the old one. */
    public Rewrite rewrite() {
        rewrite.begin();
        return rewrite;
    }

    @Override
    public String toString() {
        return new String(utf8, 0, length, StandardCharsets.UTF_8);
    }

    private void checkAligned() {
        if (!aligned) {
            throw new IllegalStateException("This text does not know where its characters come from");
        }
    }

    private void reserve(int bytes) {
        if (utf8.length < bytes + PADDING) {
            utf8 = Arrays.copyOf(utf8, Math.max(bytes + PADDING, grown(utf8.length)));
        }
        if (aligned && starts.length < bytes) {
            starts = Arrays.copyOf(starts, Math.max(bytes, grown(starts.length)));
            ends = Arrays.copyOf(ends, starts.length);
        }
    }

    private static int grown(int length) {
        return (int) Math.min(Integer.MAX_VALUE - 8, 2L * length);
    }

    private void shrink() {
        if (utf8.length > KEPT) {
            utf8 = new byte[KEPT];
            starts = new int[0];
            ends = new int[0];
            rewrite.shrink();
        }
    }

    /**
     * A pass over the text: each of its characters is kept, replaced or dropped, and others are inserted. What
     * replaces a character stands for the same part of the original; what is inserted stands for that of the old
     * character before it.
     */
    public final class Rewrite {
        private byte[] newUtf8 = new byte[1 << 10];
        private int[] newStarts = {};
        private int[] newEnds = {};
        private int written;
        private int at;
        private int wordStart;
        private int wordOrigin;

        private Rewrite() {}

        private void begin() {
            written = 0;
            at = 0;
            startWord();
            wordOrigin = origin;
        }

        /** Place in the old text: the next character to be kept, replaced or dropped. */
        public int at() {
            return at;
        }

        /** Number of bytes of the new text so far. */
        public int written() {
            return written;
        }

        /** What is inserted before the next character belongs to it rather than to the one before: a word begins. */
        public void startWord() {
            wordStart = at;
            if (aligned && at < length) {
                wordOrigin = starts[at];
            }
        }

        /** Keeps the old bytes up to a place that is not before {@link #at}, which becomes it. */
        public void keepTo(int to) {
            int count = to - at;
            room(count);
            System.arraycopy(utf8, at, newUtf8, written, count);
            if (aligned) {
                System.arraycopy(starts, at, newStarts, written, count);
                System.arraycopy(ends, at, newEnds, written, count);
            }
            written += count;
            at = to;
        }

        /** Drops the old bytes up to a place that is not before {@link #at}, which becomes it. */
        public void dropTo(int to) {
            at = to;
        }

        /** Drops the next character. */
        public void drop() {
            at += Utf8.length(utf8[at]);
        }

        /**
         * Puts ASCII characters in place of the next ones, up to the first that is not ASCII or has none.
         *
         * @param table the character for each ASCII character; below 0 where it has none
         * @return {@link #at} after that
         */
        public int mapAscii(byte[] table) {
            int from = at;
            room(length - from);
            byte[] in = utf8;
            byte[] out = newUtf8;
            int shift = written - from;
            int to = from;
            for (; to < length && in[to] >= 0; to++) {
                byte mapped = table[in[to]];
                if (mapped < 0) {
                    break;
                }
                out[to + shift] = mapped;
            }
            if (aligned) {
                System.arraycopy(starts, from, newStarts, written, to - from);
                System.arraycopy(ends, from, newEnds, written, to - from);
            }
            written += to - from;
            at = to;
            return to;
        }

        /** Puts this character in place of the next one. */
        public void replace(int codePoint) {
            write(codePoint, aligned ? starts[at] : 0, aligned ? ends[at] : 0);
            at += Utf8.length(utf8[at]);
        }

        /** Inserts a character before the next one. */
        public void insert(int codePoint) {
            boolean first = at == wordStart;
            write(codePoint, aligned ? first ? wordOrigin : starts[at - 1] : 0, insertEnd(first));
        }

        private int insertEnd(boolean first) {
            return aligned ? first ? wordOrigin : ends[at - 1] : 0;
        }

        /** Inserts valid UTF-8 before the next character. */
        public void insert(byte[] bytes) {
            room(bytes.length);
            System.arraycopy(bytes, 0, newUtf8, written, bytes.length);
            if (aligned) {
                boolean first = at == wordStart;
                Arrays.fill(newStarts, written, written + bytes.length, first ? wordOrigin : starts[at - 1]);
                Arrays.fill(newEnds, written, written + bytes.length, insertEnd(first));
            }
            written += bytes.length;
        }

        /** Inserts valid UTF-8 that stands for what the next character stands for. */
        public void insertForNext(byte[] bytes) {
            room(bytes.length);
            System.arraycopy(bytes, 0, newUtf8, written, bytes.length);
            if (aligned) {
                Arrays.fill(newStarts, written, written + bytes.length, starts[at]);
                Arrays.fill(newEnds, written, written + bytes.length, ends[at]);
            }
            written += bytes.length;
        }

        /**
         * Inserts a stretch of valid UTF-8 before the next character; it stands for what the old bytes from
         * {@code first} to {@code last}, inclusive, stand for.
         */
        public void insertFor(int first, int last, byte[] bytes, int from, int count) {
            room(count);
            System.arraycopy(bytes, from, newUtf8, written, count);
            if (aligned) {
                Arrays.fill(newStarts, written, written + count, starts[first]);
                Arrays.fill(newEnds, written, written + count, ends[last]);
            }
            written += count;
        }

        /** Keeps what is left of the old text, and puts the new text in its place. */
        public void finish() {
            keepTo(length);
            finishHere();
        }

        /** Drops what is left of the old text, and puts the new text in its place. */
        public void finishHere() {
            room(PADDING);
            byte[] oldUtf8 = utf8;
            utf8 = newUtf8;
            newUtf8 = oldUtf8;
            length = written;
            if (aligned) {
                int[] old = starts;
                starts = newStarts;
                newStarts = old;
                old = ends;
                ends = newEnds;
                newEnds = old;
            }
        }

        private void write(int codePoint, int start, int end) {
            room(Utf8.MOST_BYTES);
            int from = written;
            written = Utf8.write(codePoint, newUtf8, written);
            if (aligned) {
                for (int i = from; i < written; i++) {
                    newStarts[i] = start;
                    newEnds[i] = end;
                }
            }
        }

        private void room(int bytes) {
            long needed = (long) written + bytes + PADDING;
            if (needed > newUtf8.length || (aligned && needed > newStarts.length)) {
                grow(needed);
            }
        }

        private void grow(long needed) {
            if (needed > Integer.MAX_VALUE - 8) {
                throw new IllegalArgumentException("The normalised text is too long to encode at once");
            }
            if (needed > newUtf8.length) {
                newUtf8 = Arrays.copyOf(newUtf8, Math.max((int) needed, grown(newUtf8.length)));
            }
            if (aligned && needed > newStarts.length) {
                newStarts = Arrays.copyOf(newStarts, Math.max((int) needed, newUtf8.length));
                newEnds = Arrays.copyOf(newEnds, newStarts.length);
            }
        }

        private void shrink() {
            newUtf8 = new byte[1 << 10];
            newStarts = new int[0];
            newEnds = new int[0];
        }
    }
}
