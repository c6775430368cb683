package dev.millrace.pipeline.source;

import dev.millrace.pipeline.document.Document;
import dev.millrace.pipeline.document.DocumentId;
import dev.millrace.pipeline.document.Provenance;
import dev.millrace.pipeline.outcome.Outcome;
import dev.millrace.pipeline.outcome.Rejection;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.jsoup.parser.Parser;

/**
 * Pages of a MediaWiki XML dump (export format 0.10 and 0.11) that begin within a split, as plain text, the last
 * revision of each. Redirects and pages of other namespaces than asked for are rejected; after a broken page reading
 * goes on at the next.
 */
final class WikipediaReader implements FileReader {
    private static final String PAGE = "page";
    private static final int STEP = 1 << 16;
    private static final String[] UNLIMITED = {
        "jdk.xml.totalEntitySizeLimit", "jdk.xml.maxGeneralEntitySizeLimit", "jdk.xml.entityExpansionLimit"
    };

    private final StoredFile file;
    private final SourceSettings settings;
    private final RunBuffer bytes;
    private final XMLInputFactory xml = factory();
    private final Deque<Outcome> found = new ArrayDeque<>();
    private Optional<String> address = Optional.empty();
    private boolean begun;
    private boolean ended;

    /** A page as far as it is read. */
    private static final class Page {
        private String title = "";
        private String namespace = "0";
        private String id = "";
        private boolean redirect;
        private boolean inRevision;
        private final StringBuilder text = new StringBuilder();
        private long length;
    }

    WikipediaReader(StoredFile file, SourceSettings settings) {
        this.file = file;
        this.settings = settings;
        this.bytes = new RunBuffer(Compression.runs(file, Opening.ANY));
    }

    @Override
    public Optional<Outcome> read() {
        while (found.isEmpty() && !ended) {
            if (findPage()) {
                found.addLast(page());
                continue;
            }
            ended = true;
            if (!begun && file.isFirst() && file.length() > 0) {
                found.addLast(file.damage("broken-xml", 0, "no page of a wiki begins in the file"));
            }
        }
        return Optional.ofNullable(found.pollFirst());
    }

    /** Goes to the next page; what is broken before a split's first page is told by the split before. */
    private boolean findPage() {
        boolean telling = begun || file.isFirst();
        while (true) {
            long from = bytes.position();
            long reached = bytes.reach(from + STEP);
            long next = ElementInput.next(bytes, PAGE, from, reached);
            List<ByteRun.Boundary.Damage> passed = bytes.goTo(next);
            if (telling) {
                passed.forEach(each -> found.addLast(file.damage(each.rule(), each.offset(), each.detail())));
            }
            boolean inSplit = file.holds(bytes.runOffset(next));
            if (next < reached) {
                begun = true;
                return inSplit;
            }
            if (!bytes.has(next) || !(telling || inSplit)) {
                bytes.goTo(next);
                return false;
            }
        }
    }

    private Outcome page() {
        long offset = bytes.offset();
        ElementInput in = new ElementInput(bytes, PAGE);
        try {
            XMLStreamReader reader = xml.createXMLStreamReader(in, "UTF-8");
            try {
                return outcome(read(reader, settings.maxRecordBytes()), offset);
            } finally {
                reader.close();
            }
        } catch (XMLStreamException e) {
            in.damages().stream()
                    .skip(1)
                    .forEach(each -> found.addLast(file.damage(each.rule(), each.offset(), each.detail())));
            String page = "page at byte " + offset + ": ";
            return in.damages().stream()
                    .findFirst()
                    .map(each -> file.damage(each.rule(), offset, page + each.detail()))
                    .orElseGet(() -> file.damage("broken-xml", offset, page + cause(e)));
        }
    }

    private static String cause(XMLStreamException e) {
        return String.valueOf(e.getMessage())
                .lines()
                .reduce((first, last) -> last)
                .orElse("");
    }

    private static XMLInputFactory factory() {
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        for (String limit : UNLIMITED) {
            if (factory.isPropertySupported(limit)) {
                factory.setProperty(limit, "0");
            }
        }
        return factory;
    }

    private static Page read(XMLStreamReader reader, long most) throws XMLStreamException {
        Page page = new Page();
        while (reader.hasNext()) {
            int event = reader.next();
            if (event == XMLStreamConstants.START_ELEMENT) {
                start(reader, page, most);
            } else if (event == XMLStreamConstants.END_ELEMENT
                    && reader.getLocalName().equals("revision")) {
                page.inRevision = false;
            }
        }
        return page;
    }

    private static void start(XMLStreamReader reader, Page page, long most) throws XMLStreamException {
        switch (reader.getLocalName()) {
            case "revision" -> page.inRevision = true;
            case "title" -> page.title = reader.getElementText();
            case "ns" -> page.namespace = reader.getElementText().strip();
            case "redirect" -> page.redirect = true;
            case "id" -> page.id = page.inRevision || !page.id.isEmpty() ? page.id : reader.getElementText();
            case "text" -> text(reader, page, most);
            default -> {}
        }
    }

    /** Of a text that is too long only the beginning is held. */
    private static void text(XMLStreamReader reader, Page page, long most) throws XMLStreamException {
        page.text.setLength(0);
        page.length = 0;
        while (reader.hasNext()) {
            int event = reader.next();
            if (event == XMLStreamConstants.END_ELEMENT) {
                return;
            }
            if (event == XMLStreamConstants.CHARACTERS
                    || event == XMLStreamConstants.CDATA
                    || event == XMLStreamConstants.SPACE) {
                page.length += reader.getTextLength();
                if (page.length <= most) {
                    page.text.append(reader.getTextCharacters(), reader.getTextStart(), reader.getTextLength());
                }
            }
        }
    }

    private Outcome outcome(Page page, long offset) {
        String base = address();
        String uri = base.isEmpty() ? "" : base + page.title.replace(' ', '_');
        Provenance place = new Provenance(file.source(), offset, uri);
        if (settings.wikiNamespaces().stream()
                .noneMatch(each -> String.valueOf(each).equals(page.namespace))) {
            return rejected(place, "namespace", page.namespace);
        }
        if (page.redirect) {
            return rejected(place, "redirect", page.title);
        }
        if (page.length > settings.maxRecordBytes()) {
            return StoredFile.tooLarge(place, page.length, settings.maxRecordBytes());
        }
        String text = WikiText.plain(page.text.toString());
        DocumentId id = DocumentId.of(
                place.source(), place.offset(), page.text.toString().getBytes(StandardCharsets.UTF_8));
        Document document = Document.of(id, place, text)
                .withAttribute(Document.TITLE, page.title)
                .withAttribute(Document.MEDIA_TYPE, "text/plain");
        return Outcome.kept(page.id.isEmpty() ? document : document.withAttribute(Sources.SOURCE_ID, page.id));
    }

    /** Of the wiki, as the head of the file has it: {@code <base>https://en.wikipedia.org/wiki/Main_Page</base>}. */
    private String address() {
        if (address.isEmpty()) {
            StoredFile whole = new StoredFile(SourceSplit.whole(file.split().file()), file.hadoop());
            try (RunBuffer head = new RunBuffer(Compression.runs(whole, Opening.ANY))) {
                String text = new String(head.copy(0, head.reach(STEP)), StandardCharsets.UTF_8);
                int start = text.indexOf("<base>") + "<base>".length();
                int end = text.indexOf("</base>", start);
                String base = start < end ? Parser.unescapeEntities(text.substring(start, end), false) : "";
                address = Optional.of(base.substring(0, base.lastIndexOf('/') + 1));
            }
        }
        return address.get();
    }

    private static Outcome rejected(Provenance place, String rule, String detail) {
        return StoredFile.damage(place, Rejection.because(Sources.STAGE, rule, detail));
    }

    @Override
    public void close() {
        bytes.close();
    }
}
