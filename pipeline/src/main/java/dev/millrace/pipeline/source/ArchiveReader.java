package dev.millrace.pipeline.source;

import dev.millrace.pipeline.document.Provenance;
import dev.millrace.pipeline.outcome.Outcome;
import dev.millrace.pipeline.outcome.Rejection;
import java.util.Iterator;
import java.util.Optional;

/** Entries of a zip or jar archive that are named like files of the format. */
final class ArchiveReader implements FileReader {
    private final StoredFile file;
    private final SourceFormat format;
    private final int maxBytes;
    private final ZipInput zip;
    private final Iterator<ZipInput.Entry> entries;

    ArchiveReader(StoredFile file, SourceSettings settings) {
        this.file = file;
        this.format = file.split().file().format();
        this.maxBytes = (int) settings.maxRecordBytes();
        this.zip = new ZipInput(file.open(), file.length());
        this.entries = zip.entries();
    }

    @Override
    public Optional<Outcome> read() {
        // without a directory entries are only found one by one
        while (entries.hasNext() && (zip.hasDirectory() || file.isFirst())) {
            ZipInput.Entry entry = entries.next();
            if (zip.hasDirectory() && !file.holds(entry.offset())) {
                continue;
            }
            if (entry.damage().isPresent()) {
                return Optional.of(file.damage(
                        "damaged-zip", entry.offset(), entry.damage().get()));
            }
            boolean wanted = format == SourceFormat.CODE
                    ? CodeLanguages.of(entry.name()).isPresent()
                    : FileNames.format(entry.name()).filter(format::equals).isPresent()
                            && !FileNames.isArchive(entry.name());
            if (wanted) {
                Optional<Outcome> document = read(entry);
                if (document.isPresent()) {
                    return document;
                }
            }
        }
        return Optional.empty();
    }

    private Optional<Outcome> read(ZipInput.Entry entry) {
        Provenance place = new Provenance(file.source() + "!/" + entry.name(), entry.offset(), "");
        ZipInput.Content content = zip.read(entry, maxBytes);
        if (content.tooLarge()) {
            return Optional.of(StoredFile.tooLarge(place, content.measured(), maxBytes));
        }
        if (content.damage().isPresent()) {
            String detail = content.damage().get();
            return Optional.of(StoredFile.damage(place, Rejection.because(Sources.STAGE, "damaged-zip", detail)));
        }
        if (content.bytes().length == 0) {
            return Optional.empty();
        }
        return Optional.of(WholeFileReader.kind(format).document(place, entry.name(), content.bytes()));
    }

    @Override
    public void close() {
        zip.close();
    }
}
