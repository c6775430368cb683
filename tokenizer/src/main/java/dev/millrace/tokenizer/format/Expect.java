package dev.millrace.tokenizer.format;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;

/** Holds JSON against what must stand at a place. */
final class Expect {
    private Expect() {}

    static void token(String file, String place, JsonParser json, JsonToken found, JsonToken expected)
            throws IOException {
        if (found != expected) {
            String text = found == null ? "the end" : json.getText();
            throw Problem.at(file, place, "found " + text + " where " + name(expected) + " must stand");
        }
    }

    static void that(boolean holds, String file, String place, JsonParser json, String what) throws IOException {
        if (!holds) {
            throw Problem.at(file, place, json.getText() + ": " + what);
        }
    }

    private static String name(JsonToken token) {
        return switch (token) {
            case START_OBJECT -> "an object";
            case START_ARRAY -> "an array";
            case END_ARRAY -> "the array's end";
            case VALUE_STRING -> "a string";
            default -> "a whole number";
        };
    }
}
