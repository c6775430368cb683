package dev.millrace.pipeline.source;

import dev.millrace.pipeline.document.Content;
import dev.millrace.pipeline.document.Document;
import dev.millrace.pipeline.document.Provenance;
import dev.millrace.pipeline.outcome.Outcome;
import java.util.Optional;

/** What a member of an archive, or a file that is one document, is by its name. */
final class Entries {
    /** A way to make a document of bytes. */
    enum Kind {
        HTML,
        TEXT,
        CODE;

        Outcome document(Provenance place, String name, byte[] bytes) {
            String mediaType = this == HTML ? FileNames.mediaType(name) : "text/plain";
            Document document = Document.of(place, new Content.Payload(bytes, mediaType, ""))
                    .withAttribute(Document.MEDIA_TYPE, mediaType);
            if (this != CODE) {
                return Outcome.kept(document);
            }
            String language = CodeLanguages.of(name).orElse("");
            return isBinary(bytes)
                    ? WarcRecords.rejected(
                            place, new Content.Payload(bytes, "application/octet-stream", ""), "media-type", "binary")
                    : Outcome.kept(document.withAttribute(Sources.CODE_LANGUAGE, language));
        }

        private static boolean isBinary(byte[] bytes) {
            for (int i = 0; i < Math.min(bytes.length, 1 << 13); i++) {
                if (bytes[i] == 0) {
                    return true;
                }
            }
            return false;
        }
    }

    private Entries() {}

    /**
     * Empty for what is no document.
     *
     * @param archive the archive's own format, HTML where its name tells nothing
     * @param asked the format of all input, as the settings say
     */
    static Optional<Kind> kind(String name, SourceFormat archive, SourceFormat asked) {
        if (archive == SourceFormat.CODE) {
            return CodeLanguages.of(name).isPresent() ? Optional.of(Kind.CODE) : Optional.empty();
        }
        Optional<SourceFormat> format = FileNames.isArchive(name) ? Optional.empty() : FileNames.format(name);
        return format.flatMap(each -> switch (each) {
            case HTML -> asked == SourceFormat.TEXT ? Optional.empty() : Optional.of(Kind.HTML);
            case TEXT -> asked == SourceFormat.HTML ? Optional.empty() : Optional.of(Kind.TEXT);
            default -> Optional.empty();
        });
    }
}
