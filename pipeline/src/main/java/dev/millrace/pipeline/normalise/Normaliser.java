package dev.millrace.pipeline.normalise;

/** Placeholder so that the interfaces compile. */
final class Normaliser {
    private Normaliser() {}

    static String normalise(String text, NormaliseSettings settings) {
        return text;
    }
}
