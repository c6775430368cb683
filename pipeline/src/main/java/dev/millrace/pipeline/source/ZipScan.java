package dev.millrace.pipeline.source;

import java.nio.charset.StandardCharsets;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Optional;

/** Entries of a zip archive found by their own headers, and last the damage that made this necessary. */
final class ZipScan implements Iterator<ZipInput.Entry> {
    private static final int SIZES_FOLLOW = 8;
    private static final int RESCANS = 8;

    private final StoredWindow in;
    private final long length;
    private long from;
    private long rescanBudget;
    private boolean ended;

    ZipScan(StoredWindow in, long length) {
        this.in = in;
        this.length = length;
        this.rescanBudget = RESCANS * length;
    }

    /** An entry whose length only its end tells was read this far; what is damaged is searched again, within bounds. */
    void wasRead(ZipInput.Entry entry, long position, boolean whole) {
        rescanBudget -= whole ? 0 : position - entry.offset();
        if (whole || rescanBudget < 0) {
            from = Math.max(from, position);
        }
    }

    @Override
    public boolean hasNext() {
        return !ended;
    }

    @Override
    public ZipInput.Entry next() {
        if (ended) {
            throw new NoSuchElementException("All entries are told");
        }
        in.seek(Math.min(from, length));
        for (; in.has(ZipInput.ENTRY_HEADER); in.skip(1)) {
            if (in.at(0) == 'P'
                    && in.fourAt(0) == ZipInput.ENTRY_MARK
                    && in.has(ZipInput.ENTRY_HEADER + in.twoAt(26))) {
                return entry();
            }
        }
        ended = true;
        String cause = "the archive has no whole directory of its entries: it is cut off or broken";
        return new ZipInput.Entry("", length, 0, 0, -1, Optional.of(cause));
    }

    private ZipInput.Entry entry() {
        long offset = in.position();
        int nameBytes = in.twoAt(26);
        int extraBytes = in.twoAt(28);
        boolean sizesFollow = (in.twoAt(6) & SIZES_FOLLOW) != 0;
        byte[] name = new byte[nameBytes];
        for (int i = 0; i < nameBytes; i++) {
            name[i] = (byte) in.at(ZipInput.ENTRY_HEADER + i);
        }
        long compressed = sizesFollow ? -1 : in.fourAt(18);
        long size = sizesFollow ? -1 : in.fourAt(22);
        long crc = sizesFollow ? -1 : in.fourAt(14);
        long data = offset + ZipInput.ENTRY_HEADER + nameBytes + extraBytes;
        boolean whole = !sizesFollow && data + compressed <= length;
        from = whole ? data + compressed : data;
        return new ZipInput.Entry(
                new String(name, StandardCharsets.UTF_8), offset, compressed, size, crc, Optional.empty());
    }
}
