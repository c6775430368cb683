package dev.millrace.jobs.text;

import dev.millrace.pipeline.document.Provenance;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Where a page's text goes. */
final class TextFile {
    private static final String HTML = ".html";
    private static final String ENTRY = "!/";

    private TextFile() {}

    /**
     * {@code site/a.html} becomes {@code site/a.txt}, an entry {@code docs.jar!/b.html} becomes {@code docs.jar/b.txt},
     * {@code notes.htm} becomes {@code notes.htm.txt}; a record within a file is named by its offset. Never outside the
     * folder, whatever an archive calls its entries.
     *
     * @param tops folders whose names are left out of the path
     */
    static Path below(Path folder, Provenance page, String extension, Set<String> tops) {
        List<String> names = new ArrayList<>();
        for (String name : page.source().replace(ENTRY, "/").split("/")) {
            if (!name.isEmpty() && !name.equals(".")) {
                names.add(name.equals("..") ? "__" : name.replace('\0', '_'));
            }
        }
        if (names.size() > 1 && tops.contains(names.get(0))) {
            names.remove(0);
        }
        String last = names.isEmpty() ? "page" : names.remove(names.size() - 1);
        if (last.toLowerCase(Locale.ROOT).endsWith(HTML)) {
            last = last.substring(0, last.length() - HTML.length());
        } else if (page.offset() > 0) {
            names.add(last);
            last = Long.toString(page.offset());
        }
        names.add(last + extension);
        return folder.resolve(String.join("/", names));
    }
}
