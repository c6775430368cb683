package dev.millrace.pipeline.source;

import com.github.luben.zstd.ZstdInputStreamNoFinalizer;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;

/**
 * The frames of a Zstandard file (RFC 8878), one run each. A dictionary in the first, skippable frame serves the others,
 * itself compressed or not (IIPC's WARC files compressed with Zstandard 1.0). After a damaged frame the next one is
 * searched for.
 */
final class ZstdRuns implements ByteRun {
    private static final long DICTIONARY_FRAME = 0x184D2A5DL;
    private static final int LARGEST_DICTIONARY = 16 << 20;
    private static final int MARKS = 8;
    private static final int RESCANS = 8;
    private static final long LEAST_RESCANNED = 1 << 24;

    private final StoredWindow in;
    private final SourceSplit split;
    private final Opening opening;
    private long rescanBudget;
    private Optional<byte[]> dictionary = Optional.empty();
    private Optional<InputStream> frame = Optional.empty();
    private Optional<Boundary.Damage> damage = Optional.empty();
    private long start;
    private boolean begun;

    /** @param opening what a frame begins with, to be recognised within the file and after damage */
    ZstdRuns(StoredInput in, SourceSplit split, Opening opening) {
        this.in = new StoredWindow(in);
        this.split = split;
        this.opening = opening;
        this.rescanBudget = RESCANS * (split.length() + LEAST_RESCANNED);
    }

    @Override
    public int read(byte[] target, int offset, int count) {
        if (frame.isEmpty()) {
            return 0;
        }
        try {
            int read = frame.get().read(target, offset, count);
            if (read <= 0) {
                closeFrame();
            }
            return Math.max(0, read);
        } catch (IOException e) {
            closeFrame();
            damaged(e);
            return 0;
        }
    }

    @Override
    public Boundary advance() {
        if (!begun) {
            begun = true;
            begin();
        }
        while (true) {
            if (damage.isPresent()) {
                Boundary.Damage found = damage.get();
                damage = Optional.empty();
                return found;
            }
            if (!in.has(1)) {
                return new Boundary.End();
            }
            start = in.position();
            try {
                if (ZstdFrame.opens(in)) {
                    open();
                    return new Boundary.Start(start);
                }
                if (ZstdFrame.opensSkippable(in)) {
                    passSkippable();
                } else {
                    damaged(new IOException("no frame begins here"));
                }
            } catch (IOException e) {
                damaged(e);
            }
        }
    }

    /** Goes to the split's first frame; the dictionary lies at the beginning of the file. */
    private void begin() {
        if (split.from() == 0) {
            return;
        }
        try {
            if (ZstdFrame.opensSkippable(in)) {
                passSkippable();
            }
        } catch (IOException e) {
            dictionary = Optional.empty();
        }
        in.seek(split.from());
        if (opening.bytes() == 0 || !findFrame(split.to())) {
            in.seek(split.file().length());
        }
    }

    private void open() throws IOException {
        frame = Optional.of(stream());
    }

    private InputStream stream() throws IOException {
        ZstdInputStreamNoFinalizer stream = new ZstdInputStreamNoFinalizer(new ZstdFrame(in));
        if (dictionary.isPresent()) {
            stream.setDict(dictionary.get());
        }
        return stream;
    }

    /** Goes to the next frame before a limit whose text begins as asked; false when there is none. */
    private boolean findFrame(long limit) {
        for (; in.position() < limit && in.has(1); in.skip(1)) {
            if (ZstdFrame.opens(in)) {
                long candidate = in.position();
                boolean found = opening.bytes() == 0 || opens();
                in.seek(candidate);
                if (found) {
                    return true;
                }
            }
        }
        return false;
    }

    private boolean opens() {
        try (InputStream trial = stream()) {
            return opening.begins(trial.readNBytes(opening.bytes()));
        } catch (IOException e) {
            return false;
        }
    }

    // skippable frame: 5x 2A 4D 18 size(4) data
    private void passSkippable() throws IOException {
        long size = in.fourAt(4);
        boolean holdsDictionary = in.position() == 0 && in.fourAt(0) == DICTIONARY_FRAME;
        in.skip(MARKS);
        if (size > split.file().length() - in.position()) {
            in.seek(split.file().length());
            throw new IOException("the file ends within a skippable frame");
        }
        if (!holdsDictionary || size > LARGEST_DICTIONARY) {
            in.seek(in.position() + size);
            return;
        }
        byte[] bytes = new byte[(int) size];
        for (int at = 0; at < bytes.length; ) {
            int count = in.read(bytes, at, bytes.length - at);
            if (count < 0) {
                throw new IOException("the file ends within its dictionary");
            }
            at += count;
        }
        dictionary = Optional.of(plain(bytes));
    }

    private static byte[] plain(byte[] bytes) throws IOException {
        if (Compression.of(bytes) != Compression.ZSTD) {
            return bytes;
        }
        try (InputStream compressed = new ZstdInputStreamNoFinalizer(new ByteArrayInputStream(bytes))) {
            return compressed.readNBytes(LARGEST_DICTIONARY);
        }
    }

    /** Tells the damage, and goes to the next frame that lies beyond where it began. */
    private void damaged(IOException e) {
        String rule = e instanceof java.io.EOFException ? "truncated-zstd" : "damaged-zstd";
        String cause = String.valueOf(e.getMessage()).lines().findFirst().orElse("");
        damage = Optional.of(new Boundary.Damage(start, rule, "zstd frame at byte " + start + ": " + cause));
        long readPast = in.position() - start;
        if (readPast == 0 || rescanBudget >= readPast) {
            rescanBudget -= readPast;
            in.seek(start + 1);
        }
        findFrame(Long.MAX_VALUE);
    }

    private void closeFrame() {
        frame.ifPresent(open -> {
            try {
                open.close();
            } catch (IOException e) {
                throw new IllegalStateException("A frame in memory fails to close", e);
            }
        });
        frame = Optional.empty();
    }

    @Override
    public boolean holdsWholeRecords() {
        return true;
    }

    @Override
    public void close() {
        closeFrame();
        in.close();
    }
}
