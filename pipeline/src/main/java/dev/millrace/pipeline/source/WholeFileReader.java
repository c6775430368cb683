package dev.millrace.pipeline.source;

import dev.millrace.pipeline.document.Provenance;
import dev.millrace.pipeline.outcome.Outcome;
import java.io.IOException;
import java.util.Optional;

/** A file that is one document. */
final class WholeFileReader implements FileReader {
    private final StoredFile file;
    private final int maxBytes;
    private boolean read;

    WholeFileReader(StoredFile file, SourceSettings settings) {
        this.file = file;
        this.maxBytes = (int) settings.maxRecordBytes();
    }

    @Override
    public Optional<Outcome> read() {
        if (read) {
            return Optional.empty();
        }
        read = true;
        Provenance place = new Provenance(file.source(), 0, "");
        try (RunInput in = RunInput.open(file)) {
            byte[] bytes = in.readNBytes(maxBytes);
            if (in.read() >= 0) {
                return Optional.of(
                        StoredFile.tooLarge(place, Math.max(file.split().file().length(), maxBytes + 1L), maxBytes));
            }
            return bytes.length == 0 ? Optional.empty() : Optional.of(document(place, bytes));
        } catch (RunInput.DamagedException e) {
            return Optional.of(file.damage(
                    e.damage().rule(), e.damage().offset(), e.damage().detail()));
        } catch (IOException e) {
            throw new IllegalStateException("A stored file fails unchecked", e);
        }
    }

    private Outcome document(Provenance place, byte[] bytes) {
        return kind(file.split().file().format()).document(place, place.source(), bytes);
    }

    static Entries.Kind kind(SourceFormat format) {
        return switch (format) {
            case TEXT -> Entries.Kind.TEXT;
            case CODE -> Entries.Kind.CODE;
            default -> Entries.Kind.HTML;
        };
    }

    @Override
    public void close() {
        read = true;
    }
}
