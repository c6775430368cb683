package dev.millrace.tokenizer.format;

import com.fasterxml.jackson.databind.JsonNode;
import dev.millrace.tokenizer.added.AddedToken;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** {@code added_tokens} of a {@code tokenizer.json}. */
final class AddedTokensSection {
    private static final String PLACE = "added_tokens";

    private AddedTokensSection() {}

    static List<AddedToken> of(String file, JsonNode section) throws IOException {
        List<AddedToken> tokens = new ArrayList<>();
        if (section.isMissingNode() || section.isNull()) {
            return tokens;
        }
        if (!section.isArray()) {
            throw Problem.at(file, PLACE, "must be an array");
        }
        for (JsonNode entry : section) {
            String place = PLACE + "[" + tokens.size() + "]";
            JsonNode id = entry.path("id");
            JsonNode content = entry.path("content");
            if (!id.isInt() || !content.isTextual()) {
                throw Problem.at(file, place, "needs an \"id\" that is a number and a \"content\" that is a string");
            }
            try {
                tokens.add(new AddedToken(
                        id.intValue(),
                        content.textValue(),
                        flag(file, place, entry, "single_word"),
                        flag(file, place, entry, "lstrip"),
                        flag(file, place, entry, "rstrip"),
                        flag(file, place, entry, "normalized"),
                        flag(file, place, entry, "special")));
            } catch (IllegalArgumentException e) {
                throw Problem.at(file, place, e.getMessage());
            }
        }
        return tokens;
    }

    private static boolean flag(String file, String place, JsonNode entry, String name) throws IOException {
        JsonNode value = entry.path(name);
        if (!value.isMissingNode() && !value.isBoolean()) {
            throw Problem.at(file, place + "." + name, "must be true or false");
        }
        return value.asBoolean(false);
    }
}
