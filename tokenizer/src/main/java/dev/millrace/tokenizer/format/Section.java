package dev.millrace.tokenizer.format;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** An object in a file, with its place for errors. */
record Section(String file, String place, JsonNode json) {

    /** Whether nothing is said: missing or null. */
    boolean isAbsent() {
        return json.isMissingNode() || json.isNull();
    }

    /** Value of {@code "type"}. */
    String type() throws IOException {
        return text("type");
    }

    boolean isSequence() {
        return json.path("type").asText().equals("Sequence");
    }

    Section child(String name) {
        return new Section(file, place.isEmpty() ? name : place + "." + name, json.path(name));
    }

    boolean has(String name) {
        return !child(name).isAbsent();
    }

    /** Entries of an array that must be there. */
    List<Section> children(String name) throws IOException {
        Section array = child(name);
        if (!array.json.isArray()) {
            throw array.problem("must be an array");
        }
        List<Section> children = new ArrayList<>();
        for (JsonNode entry : array.json) {
            children.add(new Section(file, array.place + "[" + children.size() + "]", entry));
        }
        return children;
    }

    String text(String name) throws IOException {
        JsonNode value = json.path(name);
        if (!value.isTextual()) {
            throw child(name).problem("must be a string");
        }
        return value.textValue();
    }

    String text(String name, String otherwise) throws IOException {
        return has(name) ? text(name) : otherwise;
    }

    /** A string of exactly one character. */
    int character(String name) throws IOException {
        String text = text(name);
        if (text.isEmpty() || text.codePointCount(0, text.length()) != 1) {
            throw child(name).problem("\"" + text + "\" must be one character");
        }
        return text.codePointAt(0);
    }

    boolean flag(String name, boolean otherwise) throws IOException {
        JsonNode value = json.path(name);
        if (value.isMissingNode()) {
            return otherwise;
        }
        if (!value.isBoolean()) {
            throw child(name).problem("must be true or false");
        }
        return value.booleanValue();
    }

    /** As {@link #flag}, false where nothing or null is said. */
    boolean flagOrNull(String name) throws IOException {
        return has(name) && flag(name, false);
    }

    int number(String name) throws IOException {
        JsonNode value = json.path(name);
        if (!value.isInt()) {
            throw child(name).problem("must be a whole number");
        }
        return value.intValue();
    }

    int number(String name, int otherwise) throws IOException {
        return has(name) ? number(name) : otherwise;
    }

    /** Refuses a type that isn't supported. */
    IOException unsupported() {
        return problem("type " + json.path("type") + " is not supported");
    }

    IOException problem(String what) {
        return Problem.at(file, place, what);
    }

    /** Makes what an invalid value breaks tell the place. */
    <T> T checked(Source<T> source) throws IOException {
        try {
            return source.make();
        } catch (IllegalArgumentException e) {
            throw problem(e.getMessage());
        }
    }

    /** Makes something out of values that may be invalid. */
    interface Source<T> {
        T make() throws IOException;
    }
}
