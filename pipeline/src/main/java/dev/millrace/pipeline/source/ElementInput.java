package dev.millrace.pipeline.source;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;

/**
 * The bytes of one element of a large XML file, from its start tag to its end tag, or as far as they reach: to the start
 * tag of the next, to damage, or to the end of the file. Drops what was read.
 */
final class ElementInput extends InputStream {
    private final RunBuffer bytes;
    private final byte[] start;
    private final byte[] end;
    private final long first;
    private final List<ByteRun.Boundary.Damage> damages = new ArrayList<>();
    private long stop = Long.MAX_VALUE;

    /** @param bytes at the start tag of the element */
    ElementInput(RunBuffer bytes, String name) {
        this.bytes = bytes;
        this.first = bytes.position();
        this.start = Opening.ascii("<" + name);
        this.end = Opening.ascii("</" + name);
    }

    /** Where the next element begins from here on, before a limit that was reached; the limit when none does. */
    static long next(RunBuffer bytes, String name, long from, long limit) {
        byte[] start = Opening.ascii("<" + name);
        long at = from;
        while (at < limit && !isTag(bytes, at, start)) {
            at++;
        }
        return at;
    }

    // tag: ("<" | "</") name (white space | ">") …
    private static boolean isTag(RunBuffer bytes, long at, byte[] tag) {
        if (bytes.at(at) != '<' || !bytes.has(at + tag.length)) {
            return false;
        }
        for (int i = 1; i < tag.length; i++) {
            if (bytes.at(at + i) != tag[i]) {
                return false;
            }
        }
        byte after = bytes.at(at + tag.length);
        return after == '>' || after == ' ' || after == '\n' || after == '\t' || after == '\r';
    }

    /** Damage that the element is broken off by. */
    List<ByteRun.Boundary.Damage> damages() {
        return damages;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        long from = bytes.position();
        if (!damages.isEmpty()) {
            throw new RunInput.DamagedException(damages.get(0));
        }
        if (from >= stop || !bytes.has(from)) {
            damages.addAll(bytes.goTo(from));
            return damages.isEmpty() ? -1 : read(target, offset, length);
        }
        long reached = bytes.reach(from + length);
        long limit = bytes.nextDamage()
                .map(next -> Math.min(next.position(), reached))
                .orElse(reached);
        long at = from;
        for (; at < limit && at < stop; at++) {
            byte b = bytes.at(at);
            if (b == '<' && at > first && isTag(bytes, at, start)) {
                stop = at;
                break;
            }
            if (b == '<' && isTag(bytes, at, end)) {
                stop = at + end.length + 1;
            }
            target[offset + (int) (at - from)] = b;
        }
        damages.addAll(bytes.goTo(at));
        return at > from ? (int) (at - from) : read(target, offset, length);
    }
}
