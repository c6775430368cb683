package dev.millrace.pipeline.source;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;

/** The central directory of a zip archive. */
final class ZipDirectory {
    private static final long END_MARK = 0x06054B50L;
    private static final long ENTRY_MARK = 0x02014B50L;
    private static final long END64_LOCATOR_MARK = 0x07064B50L;
    private static final long END64_MARK = 0x06064B50L;
    private static final int END_BYTES = 22;
    private static final int LOCATOR_BYTES = 20;
    private static final int END64_BYTES = 56;
    private static final int ENTRY_BYTES = 46;
    private static final int LONGEST_COMMENT = 0xFFFF;
    private static final long MANY = 0xFFFFFFFFL;
    private static final int EXTRA64 = 1;

    private final StoredWindow in;
    private final long length;

    private ZipDirectory(StoredWindow in, long length) {
        this.in = in;
        this.length = length;
    }

    /** Entries by their place in the archive; empty when the directory is missing or broken. */
    static Optional<Iterator<ZipInput.Entry>> read(StoredWindow in, long length) {
        ZipDirectory directory = new ZipDirectory(in, length);
        return directory.end().flatMap(directory::entries).map(List::iterator);
    }

    private Optional<Long> end() {
        long start = Math.max(0, length - END_BYTES - LONGEST_COMMENT);
        int bytes = (int) (length - start);
        in.seek(start);
        if (!in.has(bytes)) {
            return Optional.empty();
        }
        for (int at = bytes - END_BYTES; at >= 0; at--) {
            if (in.fourAt(at) == END_MARK) {
                return Optional.of(start + at);
            }
        }
        return Optional.empty();
    }

    private Optional<List<ZipInput.Entry>> entries(long end) {
        in.seek(end);
        in.has(END_BYTES);
        long size = in.fourAt(12);
        long offset = in.fourAt(16);
        long directoryEnd = end;
        if (size == MANY || offset == MANY || in.twoAt(10) == 0xFFFF) {
            in.seek(Math.max(0, end - LOCATOR_BYTES));
            if (in.has(LOCATOR_BYTES) && in.fourAt(0) == END64_LOCATOR_MARK) {
                long end64 = eightAt(8);
                if (end64 < 0 || end64 > length - END64_BYTES) {
                    return Optional.empty();
                }
                in.seek(end64);
                if (!in.has(END64_BYTES) || in.fourAt(0) != END64_MARK) {
                    return Optional.empty();
                }
                size = eightAt(40);
                offset = eightAt(48);
                directoryEnd = end64;
            }
        }
        long prefix = directoryEnd - size - offset;
        if (size < 0 || offset < 0 || prefix < 0 || directoryEnd - size < 0) {
            return Optional.empty();
        }
        return list(directoryEnd - size, directoryEnd, prefix);
    }

    private Optional<List<ZipInput.Entry>> list(long from, long to, long prefix) {
        List<ZipInput.Entry> entries = new ArrayList<>();
        in.seek(from);
        while (in.position() < to) {
            if (!in.has(ENTRY_BYTES) || in.fourAt(0) != ENTRY_MARK) {
                return Optional.empty();
            }
            int nameBytes = in.twoAt(28);
            int extraBytes = in.twoAt(30);
            int commentBytes = in.twoAt(32);
            long[] places = {in.fourAt(24), in.fourAt(20), in.fourAt(42)};
            long crc = in.fourAt(16);
            in.skip(ENTRY_BYTES);
            if (!in.has(nameBytes)) {
                return Optional.empty();
            }
            String name = name(nameBytes);
            in.skip(nameBytes);
            long extraEnd = in.position() + extraBytes;
            readExtra64(extraBytes, places);
            in.seek(extraEnd);
            in.skip(commentBytes);
            long offset = places[2] + prefix;
            if (offset < 0 || offset >= from || places[0] < 0 || places[1] < 0) {
                return Optional.empty();
            }
            entries.add(new ZipInput.Entry(name, offset, places[1], places[0], crc, Optional.empty()));
        }
        entries.sort(Comparator.comparingLong(ZipInput.Entry::offset));
        return Optional.of(withoutOverlaps(entries));
    }

    private String name(int bytes) {
        byte[] name = new byte[bytes];
        for (int i = 0; i < bytes; i++) {
            name[i] = (byte) in.at(i);
        }
        return new String(name, StandardCharsets.UTF_8);
    }

    // extra: *(id(2) size(2) data); id 1 holds, in this order, those of size, compressed size and offset that are MANY
    private void readExtra64(int extraBytes, long[] places) {
        int left = extraBytes;
        while (left >= 4 && in.has(4)) {
            int id = in.twoAt(0);
            int bytes = in.twoAt(2);
            in.skip(4);
            left -= 4 + bytes;
            if (id != EXTRA64) {
                in.skip(bytes);
                continue;
            }
            for (int i = 0, used = 0; i < places.length; i++) {
                if (places[i] == MANY && used + Long.BYTES <= bytes && in.has(Long.BYTES)) {
                    places[i] = eightAt(0);
                    in.skip(Long.BYTES);
                    used += Long.BYTES;
                }
            }
            return;
        }
    }

    /** Entries that share bytes are how small archives unpack to endless ones. */
    private static List<ZipInput.Entry> withoutOverlaps(List<ZipInput.Entry> sorted) {
        List<ZipInput.Entry> entries = new ArrayList<>(sorted.size());
        long end = 0;
        for (ZipInput.Entry entry : sorted) {
            if (entry.offset() < end) {
                String cause = entry.name() + " overlaps the entry before it";
                entries.add(new ZipInput.Entry(entry.name(), entry.offset(), 0, 0, -1, Optional.of(cause)));
            } else {
                entries.add(entry);
                end = entry.offset() + ZipInput.ENTRY_HEADER + entry.compressed();
            }
        }
        return entries;
    }

    private long eightAt(int ahead) {
        return in.fourAt(ahead) | in.fourAt(ahead + Integer.BYTES) << 32;
    }
}
