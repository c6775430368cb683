package dev.millrace.pipeline.code;

import dev.millrace.pipeline.document.Document;
import java.util.Locale;

/** The type of a document's file: what follows the last full stop of its name, in lower case. */
final class FileType {
    private FileType() {}

    /** Such as {@code java}; a name without a full stop, such as {@code makefile}, is its own type. */
    static String of(Document document) {
        String source = document.provenance().source();
        String name = source.substring(Math.max(source.lastIndexOf('/'), source.lastIndexOf('\\')) + 1);
        return name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
    }
}
