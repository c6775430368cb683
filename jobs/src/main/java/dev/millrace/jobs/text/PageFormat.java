package dev.millrace.jobs.text;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.millrace.jobs.config.Configuration;
import dev.millrace.pipeline.document.Document;
import dev.millrace.pipeline.extract.ExtractSettings;
import dev.millrace.pipeline.extract.TextFormat;

/** What a file of an extracted page holds. */
public enum PageFormat {
    /** Plain text. */
    TEXT(".txt"),
    /** CommonMark. */
    MARKDOWN(".md"),
    /** One object: {@code source}, {@code text} and what the page states of itself, {@code title}, {@code author} …. */
    JSON(".json");

    private static final JsonMapper MAPPER = new JsonMapper();

    private final String extension;

    PageFormat(String extension) {
        this.extension = extension;
    }

    /** TEXT or MARKDOWN, as {@code stages.extract.format} has it. */
    public static PageFormat of(Configuration configuration) {
        TextFormat format =
                configuration.read("stages.extract", ExtractSettings.class).format();
        return format == TextFormat.MARKDOWN ? MARKDOWN : TEXT;
    }

    /** Value of {@code stages.extract.format} that this needs. */
    public String textFormat() {
        return this == MARKDOWN ? "markdown" : "text";
    }

    String extension() {
        return extension;
    }

    String render(Document page) {
        if (this != JSON) {
            return page.text();
        }
        ObjectNode object = MAPPER.createObjectNode();
        object.put("source", page.provenance().source());
        page.attributes().forEach(object::put);
        object.put("text", page.text());
        return object.toString();
    }

    @Override
    public String toString() {
        return name().toLowerCase(java.util.Locale.ROOT);
    }
}
