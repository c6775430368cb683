package dev.millrace.pipeline.source;

import dev.millrace.pipeline.document.Provenance;
import dev.millrace.pipeline.outcome.Outcome;
import dev.millrace.pipeline.outcome.Rejection;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;

/**
 * Entries of a tar archive, compressed or not, that are pages or texts by their names, and those of archives within it
 * (as OpenWebText has them). The offset of a document is that of its entry in the outermost archive, uncompressed; of one
 * in an archive within, the number of entries before it there.
 */
final class TarFileReader implements FileReader {
    private static final int DEEPEST = 3;
    private static final int MARK_AT = 257;
    private static final int BUFFER = 1 << 16;
    private static final int BLOCK = 512;
    private static final int HEADERS = 1 << 13;

    /** An archive that is open. */
    private static final class Level {
        private final TarArchiveInputStream tar;
        private final String name;
        private long entries;

        Level(InputStream in, String name) {
            this.tar = new TarArchiveInputStream(in);
            this.name = name;
        }
    }

    private final StoredFile file;
    private final SourceSettings settings;
    private final Deque<Level> open = new ArrayDeque<>();
    private Optional<InputStream> in = Optional.empty();
    private boolean cut;
    private boolean ended;

    TarFileReader(StoredFile file, SourceSettings settings) {
        this.file = file;
        this.settings = settings;
    }

    @Override
    public Optional<Outcome> read() {
        try {
            if (in.isEmpty()) {
                in = Optional.of(open());
                open.push(new Level(new BufferedInputStream(in.get(), HEADERS), file.source() + "!/"));
            }
            while (!ended) {
                Optional<Outcome> document = next();
                if (document.isPresent()) {
                    return document;
                }
            }
            return Optional.empty();
        } catch (RunInput.DamagedException e) {
            ended = true;
            return Optional.of(file.damage(
                    e.damage().rule(), e.damage().offset(), e.damage().detail() + ", after entry " + entries()));
        } catch (IOException | IllegalArgumentException e) {
            return Optional.of(damaged(e));
        }
    }

    /** Only in a file that is not compressed are entries passed without being read, as split by split needs it. */
    private InputStream open() {
        cut = Compression.of(file) == Compression.NONE;
        ended = !cut && !file.isFirst();
        return cut ? file.open() : RunInput.open(file);
    }

    private long entries() {
        return open.isEmpty() ? 0 : open.peekLast().entries;
    }

    /** An archive that breaks ends; the one around it goes on. */
    private Outcome damaged(Exception e) {
        Level level = open.pop();
        ended = open.isEmpty();
        long at = ended ? level.tar.getBytesRead() : level.entries;
        return file.damage("damaged-tar", at, level.name + " after entry " + level.entries + ": " + firstLine(e));
    }

    private Optional<Outcome> next() throws IOException {
        Level level = open.peek();
        TarArchiveEntry entry = level.tar.getNextTarEntry();
        long at = open.size() > 1 ? level.entries : level.tar.getBytesRead() - BLOCK;
        boolean outside = cut && open.size() == 1 && !file.holds(at);
        if (entry == null || (outside && at >= file.split().to())) {
            open.pop();
            ended = open.isEmpty();
            return Optional.empty();
        }
        level.entries++;
        if (outside || !entry.isFile() || hidden(entry.getName())) {
            return Optional.empty();
        }
        String name = level.name + entry.getName();
        if (!level.tar.canReadEntryData(entry)) {
            return Optional.of(refused(name, at, "damaged-tar", "the entry is sparse in a way that can't be read"));
        }
        Optional<Entries.Kind> kind =
                Entries.kind(entry.getName(), file.split().file().format(), settings.format());
        if (kind.isPresent()) {
            return document(level, entry.getName(), new Provenance(name, at, ""), kind.get());
        }
        return open.size() < DEEPEST ? descend(level, name, at) : Optional.empty();
    }

    private Optional<Outcome> document(Level level, String entry, Provenance place, Entries.Kind kind)
            throws IOException {
        int most = (int) settings.maxRecordBytes();
        byte[] bytes;
        try {
            BufferedInputStream stored = new BufferedInputStream(level.tar, BUFFER);
            InputStream content = compression(stored).decompress(stored);
            bytes = content.readNBytes(most);
            if (content.read() >= 0) {
                return Optional.of(StoredFile.tooLarge(place, most + 1L, most));
            }
        } catch (RunInput.DamagedException e) {
            throw e;
        } catch (IOException e) {
            return Optional.of(refused(place.source(), place.offset(), "damaged-entry", firstLine(e)));
        }
        return bytes.length == 0 ? Optional.empty() : Optional.of(kind.document(place, entry, bytes));
    }

    /** Opens the archive that an entry is, if it is one. */
    private Optional<Outcome> descend(Level level, String name, long at) throws IOException {
        BufferedInputStream stored = new BufferedInputStream(level.tar, BUFFER);
        BufferedInputStream content;
        try {
            content = new BufferedInputStream(compression(stored).decompress(stored), BUFFER);
            if (isTar(content)) {
                open.push(new Level(content, name + "!/"));
            }
            return Optional.empty();
        } catch (RunInput.DamagedException e) {
            throw e;
        } catch (IOException e) {
            return Optional.of(refused(name, at, "damaged-entry", firstLine(e)));
        }
    }

    private static boolean isTar(BufferedInputStream content) throws IOException {
        content.mark(MARK_AT + 5);
        byte[] head = content.readNBytes(MARK_AT + 5);
        content.reset();
        return head.length == MARK_AT + 5
                && head[MARK_AT] == 'u'
                && head[MARK_AT + 1] == 's'
                && head[MARK_AT + 2] == 't'
                && head[MARK_AT + 3] == 'a'
                && head[MARK_AT + 4] == 'r';
    }

    private static String firstLine(Exception e) {
        return String.valueOf(e.getMessage()).lines().findFirst().orElse("");
    }

    private static Compression compression(BufferedInputStream in) throws IOException {
        in.mark(Compression.LOOK_AHEAD);
        Compression compression = Compression.of(in.readNBytes(Compression.LOOK_AHEAD));
        in.reset();
        return compression;
    }

    private static Outcome refused(String name, long at, String rule, String detail) {
        return StoredFile.damage(new Provenance(name, at, ""), Rejection.because(Sources.STAGE, rule, detail));
    }

    private static boolean hidden(String entry) {
        for (String part : entry.split("/")) {
            if (!part.equals(".") && !part.equals("..") && FileNames.isHidden(part)) {
                return true;
            }
        }
        return false;
    }

    @Override
    public void close() {
        ended = true;
        try {
            if (in.isPresent()) {
                in.get().close();
            }
        } catch (IOException e) {
            throw new IllegalStateException("A stored file fails unchecked", e);
        }
    }
}
