package dev.millrace.jobs.text;

import dev.millrace.pipeline.document.Provenance;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** The names of a page's text. */
final class TextFile {
    private static final String HTML = ".html";
    private static final String ENTRY = "!/";
    /** What every file system takes (255 bytes), less an extension and what tells namesakes apart. */
    private static final int LONGEST_NAME = 200;

    private static final int LONGEST_PATH = 3000;

    private TextFile() {}

    /**
     * Folders and, last, the page's own name: {@code docs.jar!/b.html} is {@code docs.jar}, {@code b.html}; a record
     * within a file is named by its offset, in a folder of the file's name. Never outside the folder, whatever an
     * archive calls its entries; a path too long for file systems is left out up to the name.
     *
     * @param tops folders whose names are left out of the path
     */
    static List<String> names(Provenance page, Set<String> tops) {
        List<String> names = new ArrayList<>();
        String source = page.source();
        boolean tooLong = source.getBytes(StandardCharsets.UTF_8).length > LONGEST_PATH;
        for (String name :
                (tooLong ? source.substring(source.lastIndexOf('/')) : source.replace(ENTRY, "/")).split("/")) {
            if (!name.isEmpty() && !name.equals(".")) {
                names.add(name.equals("..") ? "__" : name.replace('\0', '_'));
            }
        }
        if (names.size() > 1 && tops.contains(names.get(0))) {
            names.remove(0);
        }
        if (names.isEmpty()) {
            names.add("page");
        } else if (page.offset() > 0 && stem(names.get(names.size() - 1)).equals(names.get(names.size() - 1))) {
            names.add(Long.toString(page.offset()));
        }
        return names;
    }

    /** {@code a.html} is {@code a}; {@code notes.htm} stays. */
    static String stem(String name) {
        return name.toLowerCase(Locale.ROOT).endsWith(HTML) ? name.substring(0, name.length() - HTML.length()) : name;
    }

    /** The beginning of a long name and a hash of the whole. */
    static String shortened(String name) {
        if (name.getBytes(StandardCharsets.UTF_8).length <= LONGEST_NAME) {
            return name;
        }
        int end = 0;
        for (int bytes = 0; bytes < LONGEST_NAME - 20; end = name.offsetByCodePoints(end, 1)) {
            bytes += name.codePointAt(end) < 0x80 ? 1 : 4;
        }
        return name.substring(0, end) + "~" + Integer.toHexString(name.hashCode());
    }
}
