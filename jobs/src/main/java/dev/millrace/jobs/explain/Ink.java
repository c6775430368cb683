package dev.millrace.jobs.explain;

/** Colours of a terminal (ECMA-48), or none. */
public enum Ink {
    COLOUR,
    PLAIN;

    private static final String END = "\u001B[0m";

    String good(String text) {
        return in("32", text);
    }

    String bad(String text) {
        return in("1;31", text);
    }

    String strong(String text) {
        return in("1", text);
    }

    String faint(String text) {
        return in("2", text);
    }

    String name(String text) {
        return in("36", text);
    }

    private String in(String code, String text) {
        return this == PLAIN || text.isEmpty() ? text : "\u001B[" + code + "m" + text + END;
    }
}
