package dev.millrace.tokenizer.format;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.millrace.tokenizer.Tokenizer;
import dev.millrace.tokenizer.added.AddedToken;
import dev.millrace.tokenizer.bpe.BpeTokenizer;
import dev.millrace.tokenizer.charlevel.CharacterTokenizer;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Optional;

/** Reads one {@code tokenizer.json}: the model as a stream, the small sections as trees. */
final class TokenizerJsonReader {
    private static final ObjectMapper MAPPER = new ObjectMapper(
                    new JsonFactory().enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION))
            // digits stay as they are, whatever this Java makes of a double
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS);

    private final String file;
    private final ObjectNode sections = JsonNodeFactory.instance.objectNode();
    private Optional<ModelSection> model = Optional.empty();

    TokenizerJsonReader(String file) {
        this.file = file;
    }

    Tokenizer read(InputStream in) throws IOException {
        try (JsonParser json = MAPPER.createParser(in).disable(JsonParser.Feature.AUTO_CLOSE_SOURCE)) {
            readSections(json);
        } catch (JsonProcessingException e) {
            throw Problem.json(file, e);
        }
        ModelSection section = model.orElseThrow(() -> Problem.in(file, "no \"model\" (is it a tokenizer.json?)"));
        List<AddedToken> added = AddedTokensSection.of(file, sections.path("added_tokens"));
        try {
            if (section.isWordLevel()) {
                Pipeline pipeline = Pipeline.ofCharacters(file, sections);
                return new CharacterTokenizer(section.toCharacterModel(), pipeline.characterSettings(), added);
            }
            Pipeline pipeline = Pipeline.ofBytes(file, sections);
            return new BpeTokenizer(section.toModel(), pipeline.settings(section.ignoreMerges()), added);
        } catch (IllegalArgumentException e) {
            throw Problem.in(file, e.getMessage());
        }
    }

    private void readSections(JsonParser json) throws IOException {
        if (json.nextToken() != JsonToken.START_OBJECT) {
            throw Problem.in(file, "no JSON object (is it a tokenizer.json?)");
        }
        while (json.nextToken() != JsonToken.END_OBJECT) {
            String name = json.getCurrentName();
            if (name == null) {
                // the parser itself fails on truncated input
                throw Problem.in(file, "ends within the outermost object");
            }
            json.nextToken();
            if (name.equals("model")) {
                model = Optional.of(ModelSection.read(file, json));
            } else {
                JsonNode section = MAPPER.readTree(json);
                sections.set(name, section);
            }
        }
        if (json.nextToken() != null) {
            throw Problem.in(file, "text after the outermost object");
        }
    }
}
