package dev.millrace.pipeline.source;

import dev.millrace.pipeline.document.Document;
import dev.millrace.pipeline.document.DocumentId;
import dev.millrace.pipeline.document.Provenance;
import dev.millrace.pipeline.outcome.Outcome;
import dev.millrace.pipeline.outcome.Rejection;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/**
 * Pages of a MediaWiki XML dump (export format 0.10 and 0.11) as plain text, the last revision of each; the offset of a
 * document is the ordinal of its page. Redirects and pages of other namespaces than asked for are rejected.
 */
final class WikipediaReader implements FileReader {
    private static final String[] UNLIMITED = {
        "jdk.xml.totalEntitySizeLimit", "jdk.xml.maxGeneralEntitySizeLimit", "jdk.xml.entityExpansionLimit"
    };

    private final StoredFile file;
    private final SourceSettings settings;
    private Optional<XMLStreamReader> xml = Optional.empty();
    private Optional<RunInput> in = Optional.empty();
    private String address = "";
    private long ordinal;
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
    }

    @Override
    public Optional<Outcome> read() {
        if (ended) {
            return Optional.empty();
        }
        try {
            if (xml.isEmpty()) {
                in = Optional.of(RunInput.open(file));
                xml = Optional.of(factory().createXMLStreamReader(in.get(), "UTF-8"));
            }
            Optional<Outcome> page = next(xml.get());
            ended = page.isEmpty();
            return page;
        } catch (XMLStreamException e) {
            ended = true;
            return Optional.of(damage(e));
        }
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

    private Outcome damage(XMLStreamException e) {
        if (e.getNestedException() instanceof RunInput.DamagedException damaged) {
            return file.damage(
                    damaged.damage().rule(),
                    damaged.damage().offset(),
                    damaged.damage().detail() + ", after page " + ordinal);
        }
        String cause = String.valueOf(e.getMessage())
                .lines()
                .reduce((first, last) -> last)
                .orElse("");
        int line = e.getLocation() == null ? 0 : e.getLocation().getLineNumber();
        return file.damage("broken-xml", ordinal, "line " + line + ", after page " + ordinal + ": " + cause);
    }

    private Optional<Outcome> next(XMLStreamReader reader) throws XMLStreamException {
        Page page = new Page();
        while (reader.hasNext()) {
            int event = reader.next();
            if (event == XMLStreamConstants.START_ELEMENT) {
                start(reader, page);
            } else if (event == XMLStreamConstants.END_ELEMENT) {
                switch (reader.getLocalName()) {
                    case "revision" -> page.inRevision = false;
                    case "page" -> {
                        return Optional.of(outcome(page));
                    }
                    default -> {}
                }
            }
        }
        return Optional.empty();
    }

    private void start(XMLStreamReader reader, Page page) throws XMLStreamException {
        switch (reader.getLocalName()) {
            case "base" -> {
                String base = reader.getElementText();
                address = base.substring(0, base.lastIndexOf('/') + 1);
            }
            case "revision" -> page.inRevision = true;
            case "title" -> page.title = reader.getElementText();
            case "ns" -> page.namespace = reader.getElementText().strip();
            case "redirect" -> page.redirect = true;
            case "id" -> page.id = page.inRevision || !page.id.isEmpty() ? page.id : reader.getElementText();
            case "text" -> text(reader, page);
            default -> {}
        }
    }

    /** Of a text that is too long only the beginning is held. */
    private void text(XMLStreamReader reader, Page page) throws XMLStreamException {
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
                if (page.length <= settings.maxRecordBytes()) {
                    page.text.append(reader.getTextCharacters(), reader.getTextStart(), reader.getTextLength());
                }
            }
        }
    }

    private Outcome outcome(Page page) {
        String uri = address.isEmpty() ? "" : address + page.title.replace(' ', '_');
        Provenance place = new Provenance(file.source(), ordinal++, uri);
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

    private static Outcome rejected(Provenance place, String rule, String detail) {
        return StoredFile.damage(place, Rejection.because(Sources.STAGE, rule, detail));
    }

    @Override
    public void close() {
        ended = true;
        in.ifPresent(RunInput::close);
    }
}
