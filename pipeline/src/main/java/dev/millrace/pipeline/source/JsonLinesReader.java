package dev.millrace.pipeline.source;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.millrace.pipeline.document.Document;
import dev.millrace.pipeline.document.DocumentId;
import dev.millrace.pipeline.document.Provenance;
import dev.millrace.pipeline.outcome.Outcome;
import dev.millrace.pipeline.outcome.Rejection;
import java.io.IOException;
import java.util.Optional;

/** JSON objects, one a line, UTF-8. Offsets are those of the lines in the uncompressed text. */
final class JsonLinesReader implements FileReader {
    private final StoredFile file;
    private final SourceSettings settings;
    private Optional<LineInput> lines = Optional.empty();
    private boolean cut;
    private final ObjectMapper json;
    private boolean ended;

    JsonLinesReader(StoredFile file, SourceSettings settings) {
        this.file = file;
        this.settings = settings;
        StreamReadConstraints constraints = StreamReadConstraints.builder()
                .maxStringLength((int) settings.maxRecordBytes())
                .build();
        JsonFactory factory =
                JsonFactory.builder().streamReadConstraints(constraints).build();
        this.json = JsonMapper.builder(factory)
                .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                .build();
    }

    /** Only a file that is not compressed is read from within. */
    private LineInput open() throws IOException {
        int maxBytes = (int) settings.maxRecordBytes();
        if (Compression.of(file) != Compression.NONE) {
            ended = !file.isFirst();
            return new LineInput(RunInput.open(file), 0, maxBytes);
        }
        StoredInput in = file.open();
        in.seek(file.split().from());
        LineInput opened = new LineInput(in, file.split().from(), maxBytes);
        cut = true;
        if (!file.isFirst()) {
            opened.next();
        }
        return opened;
    }

    /** A line goes with the end of the line before it. */
    private boolean isOfNextSplit(LineInput open) {
        return cut && open.offset() > 0 && !file.holds(open.offset() - 1);
    }

    @Override
    public Optional<Outcome> read() {
        while (!ended) {
            try {
                if (lines.isEmpty()) {
                    lines = Optional.of(open());
                }
                ended |= isOfNextSplit(lines.get());
                Optional<LineInput.Line> line =
                        ended ? Optional.empty() : lines.get().next();
                if (line.isEmpty()) {
                    ended = true;
                } else if (!line.get().isBlank()) {
                    return Optional.of(read(line.get()));
                }
            } catch (RunInput.DamagedException e) {
                ended = true;
                return Optional.of(file.damage(
                        e.damage().rule(),
                        e.damage().offset(),
                        e.damage().detail() + ", after byte "
                                + lines.map(LineInput::offset).orElse(0L) + " of the text"));
            } catch (IOException e) {
                throw new IllegalStateException("A stored file fails unchecked", e);
            }
        }
        return Optional.empty();
    }

    private Outcome read(LineInput.Line line) {
        Provenance place = new Provenance(file.source(), line.offset(), "");
        if (line.length() > line.bytes().length) {
            return StoredFile.tooLarge(place, line.length(), settings.maxRecordBytes());
        }
        JsonNode node;
        try {
            node = json.readTree(line.bytes());
        } catch (JsonProcessingException e) {
            return rejected(place, line, "broken-json", e.getOriginalMessage());
        } catch (IOException e) {
            return rejected(place, line, "broken-json", String.valueOf(e.getMessage()));
        }
        if (!node.isObject()) {
            return rejected(place, line, "broken-json", "no JSON object");
        }
        Optional<String> text = field(node, settings.textField());
        if (text.isEmpty()) {
            return rejected(place, line, "no-text-field", "no text in field " + settings.textField());
        }
        return Outcome.kept(document(node, text.get(), line));
    }

    private Document document(JsonNode node, String text, LineInput.Line line) {
        String uri = settings.uriField().flatMap(name -> field(node, name)).orElse("");
        Provenance place = new Provenance(file.source(), line.offset(), uri);
        Document document = Document.of(id(place, line), place, text);
        Optional<String> sourceId = settings.idField().flatMap(name -> field(node, name));
        if (sourceId.isPresent()) {
            document = document.withAttribute(Sources.SOURCE_ID, sourceId.get());
        }
        for (String name : settings.attributeFields()) {
            Optional<String> value = field(node, name);
            if (value.isPresent()) {
                document = document.withAttribute(name, value.get());
            }
        }
        return document;
    }

    private static Optional<String> field(JsonNode node, String dotted) {
        JsonNode found = node.path(dotted);
        if (found.isMissingNode()) {
            found = node;
            for (String name : dotted.split("\\.")) {
                found = found.path(name);
            }
        }
        return found.isValueNode() && !found.isNull() ? Optional.of(found.asText()) : Optional.empty();
    }

    private static Outcome rejected(Provenance place, LineInput.Line line, String rule, String cause) {
        String detail = "line at byte " + line.offset() + ": "
                + cause.lines().findFirst().orElse("");
        return Outcome.rejected(
                Document.of(id(place, line), place, ""), Rejection.because(Sources.STAGE, rule, detail));
    }

    private static DocumentId id(Provenance place, LineInput.Line line) {
        return DocumentId.of(place.source(), place.offset(), line.bytes());
    }

    @Override
    public void close() {
        lines.ifPresent(LineInput::close);
    }
}
