package dev.millrace.pipeline.document;

import java.io.Serializable;
import java.util.Collections;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * One document on its way through the pipeline. Immutable: an edit makes a new one under the same id.
 *
 * <p>Attributes are facts in words under fixed names ({@link #LANGUAGE}, {@link #TITLE} …). Measures are numbers
 * under {@code stage.rule} names ({@code gopher-quality.words}, {@code language.score}, {@code pii.email}), kept so
 * that limits can be chosen from their distribution. Both are sorted by name, so that the same document always has
 * the same bytes.
 */
public record Document(
        DocumentId id,
        Provenance provenance,
        Content content,
        SortedMap<String, String> attributes,
        SortedMap<String, Double> measures)
        implements Serializable {

    /** ISO 639-1 code, or 639-3 where there is none. */
    public static final String LANGUAGE = "language";

    public static final String TITLE = "title";
    public static final String AUTHOR = "author";
    public static final String DATE = "date";

    /** Charset that the payload was decoded with, by its IANA name. */
    public static final String CHARSET = "charset";

    /** Media type of the payload, lower case. */
    public static final String MEDIA_TYPE = "media-type";

    /** Confidence of the language identification, 0 to 1. */
    public static final String LANGUAGE_SCORE = "language.score";

    public Document {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(provenance, "provenance");
        Objects.requireNonNull(content, "content");
        attributes = Collections.unmodifiableSortedMap(new TreeMap<>(attributes));
        measures = Collections.unmodifiableSortedMap(new TreeMap<>(measures));
    }

    public static Document of(Provenance provenance, Content.Payload payload) {
        DocumentId id = DocumentId.of(provenance.source(), provenance.offset(), payload.bytes());
        return new Document(id, provenance, payload, new TreeMap<>(), new TreeMap<>());
    }

    public static Document of(DocumentId id, Provenance provenance, String text) {
        return new Document(id, provenance, new Content.Text(text), new TreeMap<>(), new TreeMap<>());
    }

    /** The text; empty while the document is still a payload of bytes. */
    public String text() {
        return content instanceof Content.Text text ? text.value() : "";
    }

    public Document withText(String text) {
        return new Document(id, provenance, new Content.Text(text), attributes, measures);
    }

    public Document withAttribute(String name, String value) {
        SortedMap<String, String> more = new TreeMap<>(attributes);
        more.put(name, value);
        return new Document(id, provenance, content, more, measures);
    }

    public Document withMeasure(String name, double value) {
        SortedMap<String, Double> more = new TreeMap<>(measures);
        more.put(name, value);
        return new Document(id, provenance, content, attributes, more);
    }

    public Document withMeasures(SortedMap<String, Double> values) {
        SortedMap<String, Double> more = new TreeMap<>(measures);
        more.putAll(values);
        return new Document(id, provenance, content, attributes, more);
    }

    /** With another document's measures in place of its own. */
    public Document withMeasuresOf(Document other) {
        return new Document(id, provenance, content, attributes, other.measures);
    }
}
