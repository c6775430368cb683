package dev.millrace.tokenizer.format;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.millrace.tokenizer.Tokenizer;
import dev.millrace.tokenizer.added.AddedToken;
import dev.millrace.tokenizer.composed.ComposedTokenizer;
import dev.millrace.tokenizer.normalizer.BertNormalizer;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

/**
 * {@code tokenizer_config.json} and {@code special_tokens_map.json}, which Hugging Face's transformers write beside
 * {@code tokenizer.json}: what the special tokens are for, how long a model's input is, added tokens.
 */
public final class TokenizerConfig {
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final String CONFIG = "tokenizer_config.json";
    private static final String SPECIAL = "special_tokens_map.json";
    private static final List<String> ROLES =
            List.of("bos_token", "eos_token", "unk_token", "sep_token", "pad_token", "cls_token", "mask_token");
    /** transformers' way to say that there is no limit: 10^30. */
    private static final double NO_LIMIT = 1e9;

    private final String place;
    private final JsonNode config;
    private final JsonNode special;

    private TokenizerConfig(String place, JsonNode config, JsonNode special) {
        this.place = place;
        this.config = config;
        this.special = special;
    }

    /**
     * Reads both files of a folder; one that is missing says nothing.
     *
     * @throws IOException in one line with the file, if one can't be read or is no JSON
     */
    public static TokenizerConfig read(Path folder) throws IOException {
        return new TokenizerConfig(
                folder.resolve(CONFIG).toString(), json(folder.resolve(CONFIG)), json(folder.resolve(SPECIAL)));
    }

    static TokenizerConfig beside(Path file) throws IOException {
        return read(file.toAbsolutePath().resolveSibling("."));
    }

    private static JsonNode json(Path file) throws IOException {
        if (!Files.isRegularFile(file)) {
            return JsonNodeFactory.instance.objectNode();
        }
        try {
            JsonNode json = MAPPER.readTree(file.toFile());
            if (!json.isObject()) {
                throw Problem.in(file.toString(), "no JSON object");
            }
            return json;
        } catch (JsonProcessingException e) {
            throw Problem.json(file.toString(), e);
        }
    }

    /**
     * Contents of the special tokens by what they are for: {@code bos_token}, {@code eos_token}, {@code unk_token},
     * {@code sep_token}, {@code pad_token}, {@code cls_token}, {@code mask_token}.
     */
    public Map<String, String> specialTokens() {
        Map<String, String> tokens = new LinkedHashMap<>();
        for (String role : ROLES) {
            String content = content(special.path(role));
            if (content.isEmpty()) {
                content = content(config.path(role));
            }
            if (!content.isEmpty()) {
                tokens.put(role, content);
            }
        }
        return tokens;
    }

    /** Most tokens that the model takes; empty where nothing is said. */
    public OptionalInt longestInput() {
        double length = config.path("model_max_length").asDouble(0);
        return length >= 1 && length < NO_LIMIT ? OptionalInt.of((int) length) : OptionalInt.empty();
    }

    /** BERT's normaliser by {@code do_lower_case}; capitals go where nothing is said. */
    BertNormalizer normalizer() {
        return config.path("do_lower_case").asBoolean(true) ? BertNormalizer.uncased() : BertNormalizer.cased();
    }

    /**
     * Adds the tokens that only these files name.
     *
     * @param name of the tokenizer in errors
     */
    Tokenizer applyTo(Tokenizer tokenizer, String name) throws IOException {
        List<AddedToken> missing = new ArrayList<>();
        JsonNode decoder = config.path("added_tokens_decoder");
        for (Iterator<String> ids = decoder.fieldNames(); ids.hasNext(); ) {
            String id = ids.next();
            JsonNode token = decoder.path(id);
            if (tokenizer.idOf(token.path("content").asText()).isEmpty()) {
                missing.add(token(id, token));
            }
        }
        if (missing.isEmpty()) {
            return tokenizer;
        }
        ComposedTokenizer composed = TokenizerFiles.composed(tokenizer, name);
        List<AddedToken> all = new ArrayList<>(composed.parts().addedTokens());
        all.addAll(missing);
        try {
            return new ComposedTokenizer(composed.parts().withAddedTokens(all));
        } catch (IllegalArgumentException e) {
            throw Problem.at(place, "added_tokens_decoder", e.getMessage());
        }
    }

    private AddedToken token(String id, JsonNode token) throws IOException {
        try {
            return new AddedToken(
                    Integer.parseInt(id),
                    token.path("content").asText(),
                    token.path("single_word").asBoolean(false),
                    token.path("lstrip").asBoolean(false),
                    token.path("rstrip").asBoolean(false),
                    token.path("normalized").asBoolean(true),
                    token.path("special").asBoolean(false));
        } catch (IllegalArgumentException e) {
            throw Problem.at(place, "added_tokens_decoder[\"" + id + "\"]", e.getMessage());
        }
    }

    /**
     * Writes a tokenizer as a folder that Hugging Face's transformers load: {@code tokenizer.json} and both files.
     *
     * @param roles contents of special tokens by what they are for, as {@link #specialTokens} gives them
     * @throws IOException if a role is unknown or its token is missing
     */
    public static void writeFolder(Tokenizer tokenizer, Map<String, String> roles, Path folder) throws IOException {
        ObjectNode map = JsonNodeFactory.instance.objectNode();
        ObjectNode config = JsonNodeFactory.instance.objectNode();
        for (Map.Entry<String, String> role : roles.entrySet()) {
            if (!ROLES.contains(role.getKey())) {
                throw new IOException(
                        "Special token for \"" + role.getKey() + "\": unknown (must be one of " + ROLES + ")");
            }
            if (tokenizer.idOf(role.getValue()).isEmpty()) {
                throw new IOException("Special token \"" + role.getValue() + "\" is not in the vocabulary");
            }
            map.put(role.getKey(), role.getValue());
            config.put(role.getKey(), role.getValue());
        }
        ObjectNode added = config.putObject("added_tokens_decoder");
        for (AddedToken token :
                TokenizerFiles.composed(tokenizer, folder.toString()).parts().addedTokens()) {
            ObjectNode entry = added.putObject(Integer.toString(token.id()));
            entry.put("content", token.content());
            entry.put("lstrip", token.leftStrip());
            entry.put("normalized", token.normalized());
            entry.put("rstrip", token.rightStrip());
            entry.put("single_word", token.singleWord());
            entry.put("special", token.special());
        }
        config.put("tokenizer_class", "PreTrainedTokenizerFast");
        Files.createDirectories(folder);
        try (OutputStream out = Files.newOutputStream(folder.resolve("tokenizer.json"))) {
            TokenizerJson.write(tokenizer, out);
        }
        MAPPER.writerWithDefaultPrettyPrinter()
                .writeValue(folder.resolve(CONFIG).toFile(), config);
        MAPPER.writerWithDefaultPrettyPrinter()
                .writeValue(folder.resolve(SPECIAL).toFile(), map);
    }

    private static String content(JsonNode token) {
        return token.isTextual() ? token.textValue() : token.path("content").asText("");
    }
}
