package dev.millrace.tokenizer.decoder;

import java.util.List;

/** Takes out spaces before punctuation and in English contractions. */
final class Cleanup {
    private static final List<List<String>> RULES = List.of(
            List.of(" .", "."),
            List.of(" ?", "?"),
            List.of(" !", "!"),
            List.of(" ,", ","),
            List.of(" ' ", "'"),
            List.of(" n't", "n't"),
            List.of(" 'm", "'m"),
            List.of(" do not", " don't"),
            List.of(" 's", "'s"),
            List.of(" 've", "'ve"),
            List.of(" 're", "'re"));

    private Cleanup() {}

    static String of(String text) {
        String clean = text;
        if (clean.indexOf(' ') < 0) {
            return clean;
        }
        for (List<String> rule : RULES) {
            clean = clean.replace(rule.get(0), rule.get(1));
        }
        return clean;
    }
}
