package dev.millrace.pipeline.source;

import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.util.Iterator;
import java.util.Optional;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/**
 * A zip archive (PKWARE APPNOTE) on any file system. Entries are found through the central directory; where that is
 * missing, as in an archive that was cut off, by their own headers.
 */
final class ZipInput implements Closeable {
    static final long ENTRY_MARK = 0x04034B50L;
    static final int ENTRY_HEADER = 30;
    private static final int STORED = 0;
    private static final int DEFLATED = 8;
    private static final int ENCRYPTED = 1;

    /**
     * One entry.
     *
     * @param offset of its own header
     * @param compressed bytes as stored; negative when only its end will tell
     * @param size uncompressed; negative when only its end will tell
     * @param crc of the content; negative when not told
     * @param damage why there is no entry here
     */
    record Entry(String name, long offset, long compressed, long size, long crc, Optional<String> damage) {}

    /** What an entry holds, or why it can't be told. */
    @SuppressWarnings("ArrayRecordComponent") // handed on at once, never compared
    record Content(byte[] bytes, boolean tooLarge, long measured, Optional<String> damage) {
        static Content damaged(String cause) {
            return new Content(new byte[0], false, 0, Optional.of(cause));
        }

        static Content tooLarge(long measured) {
            return new Content(new byte[0], true, measured, Optional.empty());
        }
    }

    private final StoredWindow in;
    private final Optional<Iterator<Entry>> directory;
    private final ZipScan scan;
    private final byte[] chunk = new byte[StoredWindow.WINDOW];

    ZipInput(StoredInput stored, long length) {
        this.in = new StoredWindow(stored);
        this.directory = ZipDirectory.read(in, length);
        this.scan = new ZipScan(in, length);
    }

    Iterator<Entry> entries() {
        return directory.orElse(scan);
    }

    boolean hasDirectory() {
        return directory.isPresent();
    }

    Content read(Entry entry, int maxBytes) {
        if (entry.size() > maxBytes) {
            return Content.tooLarge(entry.size());
        }
        in.seek(entry.offset());
        if (!in.has(ENTRY_HEADER) || in.fourAt(0) != ENTRY_MARK) {
            return Content.damaged(entry.name() + ": no entry at byte " + entry.offset());
        }
        int flags = in.twoAt(6);
        int method = in.twoAt(8);
        if ((flags & ENCRYPTED) != 0) {
            return Content.damaged(entry.name() + " is encrypted");
        }
        boolean readable = method == DEFLATED || (method == STORED && entry.compressed() >= 0);
        if (!readable) {
            return Content.damaged(entry.name() + ": compression method " + method);
        }
        in.skip(ENTRY_HEADER + in.twoAt(26) + in.twoAt(28));
        Content content = method == DEFLATED ? inflate(entry, maxBytes) : copy(entry, maxBytes);
        Content checked = checked(entry, content);
        if (entry.compressed() < 0) {
            scan.wasRead(entry, in.position(), checked.damage().isEmpty());
        }
        return checked;
    }

    private Content copy(Entry entry, int maxBytes) {
        if (entry.compressed() > maxBytes) {
            return Content.tooLarge(entry.compressed());
        }
        byte[] bytes = new byte[(int) entry.compressed()];
        for (int at = 0; at < bytes.length; ) {
            int count = in.read(bytes, at, bytes.length - at);
            if (count < 0) {
                return Content.damaged(entry.name() + ": the archive ends within it");
            }
            at += count;
        }
        return new Content(bytes, false, bytes.length, Optional.empty());
    }

    private Content inflate(Entry entry, int maxBytes) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        Inflater inflater = new Inflater(true);
        try {
            while (!inflater.finished()) {
                int count = inflater.inflate(chunk);
                out.write(chunk, 0, count);
                if (out.size() > maxBytes) {
                    return Content.tooLarge(out.size());
                }
                if (inflater.needsDictionary()) {
                    return Content.damaged(entry.name() + ": needs a dictionary");
                }
                if (count == 0 && inflater.needsInput() && !inflater.finished() && !in.feed(inflater)) {
                    return Content.damaged(entry.name() + ": the archive ends within it");
                }
            }
            in.takeBack(inflater);
            return new Content(out.toByteArray(), false, out.size(), Optional.empty());
        } catch (DataFormatException e) {
            return Content.damaged(entry.name() + ": " + e.getMessage());
        } finally {
            inflater.end();
        }
    }

    private static Content checked(Entry entry, Content content) {
        if (content.damage().isPresent() || content.tooLarge() || entry.crc() < 0) {
            return content;
        }
        CRC32 crc = new CRC32();
        crc.update(content.bytes());
        return crc.getValue() == entry.crc()
                ? content
                : Content.damaged(entry.name() + ": its checksum does not match");
    }

    @Override
    public void close() {
        in.close();
    }
}
