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
import dev.millrace.tokenizer.bpe.BpeSettings;
import dev.millrace.tokenizer.bpe.BpeTokenizer;
import dev.millrace.tokenizer.charlevel.CharacterSettings;
import dev.millrace.tokenizer.charlevel.CharacterTokenizer;
import dev.millrace.tokenizer.composed.ComposedTokenizer;
import dev.millrace.tokenizer.composed.TokenizerParts;
import dev.millrace.tokenizer.model.TokenModel;
import dev.millrace.tokenizer.unigram.UnigramModel;
import java.io.IOException;
import java.io.InputStream;
import java.util.Iterator;
import java.util.Optional;
import java.util.Set;

/** Reads one {@code tokenizer.json}: the model as a stream, the small sections as trees. */
final class TokenizerJsonReader {
    private static final ObjectMapper MAPPER = new ObjectMapper(
                    new JsonFactory().enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION))
            // digits stay as they are, whatever this Java makes of a double
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS);
    private static final String POST_PROCESSOR = "post_processor";
    private static final Set<String> KNOWN = Set.of(
            "version",
            "truncation",
            "padding",
            "added_tokens",
            "normalizer",
            "pre_tokenizer",
            POST_PROCESSOR,
            "decoder");

    private final String file;
    private final ObjectNode sections = JsonNodeFactory.instance.objectNode();
    private Optional<ModelSection> model = Optional.empty();

    TokenizerJsonReader(String file) {
        this.file = file;
    }

    /** The quickest tokenizer for what the file says. */
    Tokenizer read(InputStream in) throws IOException {
        ModelSection section = readAll(in);
        TokenizerParts parts = parts(NoModel.INSTANCE);
        try {
            if (section.isBytes()) {
                Optional<BpeSettings> settings = Shortcut.bytes(parts, section.ignoreMerges(), postProcessor());
                if (settings.isPresent()) {
                    return new BpeTokenizer(section.toModel(), settings.get(), parts.addedTokens());
                }
            }
            if (section.isWordLevel()) {
                Optional<CharacterSettings> settings = Shortcut.characters(parts, postProcessor());
                if (settings.isPresent()) {
                    return new CharacterTokenizer(section.toCharacterModel(), settings.get(), parts.addedTokens());
                }
            }
            return new ComposedTokenizer(withModel(parts, section.toTokenModel()));
        } catch (IllegalArgumentException e) {
            throw Problem.in(file, e.getMessage());
        }
    }

    /** The tokenizer that tells most. */
    ComposedTokenizer readComposed(InputStream in) throws IOException {
        ModelSection section = readAll(in);
        try {
            return new ComposedTokenizer(withModel(parts(NoModel.INSTANCE), section.toTokenModel()));
        } catch (IllegalArgumentException e) {
            throw Problem.in(file, e.getMessage());
        }
    }

    /** Special tokens may be pieces too; text is not to become them. */
    private static TokenizerParts withModel(TokenizerParts parts, TokenModel read) {
        if (!(read instanceof UnigramModel unigram)) {
            return parts.withModel(read);
        }
        return parts.withModel(unigram.reserving(parts.addedTokens().stream()
                .filter(AddedToken::special)
                .map(AddedToken::content)
                .toList()));
    }

    private ModelSection readAll(InputStream in) throws IOException {
        try (JsonParser json = MAPPER.createParser(in).disable(JsonParser.Feature.AUTO_CLOSE_SOURCE)) {
            readSections(json);
        } catch (JsonProcessingException e) {
            throw Problem.json(file, e);
        }
        for (Iterator<String> names = sections.fieldNames(); names.hasNext(); ) {
            String name = names.next();
            if (!KNOWN.contains(name)) {
                throw Problem.at(file, name, "not supported");
            }
        }
        return model.orElseThrow(() -> Problem.in(file, "no \"model\" (is it a tokenizer.json?)"));
    }

    private TokenizerParts parts(TokenModel tokenModel) throws IOException {
        return new TokenizerParts(
                AddedTokensSection.of(file, sections.path("added_tokens")),
                NormalizerSection.of(section("normalizer")),
                PreTokenizerSection.of(section("pre_tokenizer")),
                tokenModel,
                PostProcessorSection.of(section(POST_PROCESSOR)),
                LimitsSection.truncation(section("truncation")),
                LimitsSection.padding(section("padding")),
                DecoderSection.of(section("decoder")));
    }

    private Section section(String name) {
        return new Section(file, "", sections).child(name);
    }

    private String postProcessor() {
        JsonNode postProcessor = sections.path(POST_PROCESSOR);
        return postProcessor.isMissingNode() ? BpeSettings.NO_POST_PROCESSOR : postProcessor.toString();
    }

    private void readSections(JsonParser json) throws IOException {
        if (json.nextToken() != JsonToken.START_OBJECT) {
            throw Problem.in(file, "no JSON object (is it a tokenizer.json?)");
        }
        while (json.nextToken() != JsonToken.END_OBJECT) {
            String name = json.currentName();
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

    /** Stands where the model goes until it is known whether a quicker tokenizer has one of its own. */
    private enum NoModel implements TokenModel {
        INSTANCE;

        @Override
        public int size() {
            return 0;
        }

        @Override
        public String token(int id) {
            throw new IllegalArgumentException("Invalid token id: " + id);
        }

        @Override
        public java.util.OptionalInt idOf(String token) {
            return java.util.OptionalInt.empty();
        }

        @Override
        public WordTokens newWordTokens() {
            return (utf8, from, to, out) -> {};
        }
    }
}
