package dev.millrace.pipeline.report;

import java.util.List;

/**
 * What the documents are like.
 *
 * @param languages of the documents kept in the end, most frequent first
 * @param lengths of all documents whose text is known
 * @param scores every measure that stages left with documents, by name
 * @param privacy personal data that was found, by kind
 */
public record TextFigures(
        List<Language> languages, List<Distribution> lengths, List<Distribution> scores, List<PersonalData> privacy) {
    public TextFigures {
        languages = List.copyOf(languages);
        lengths = List.copyOf(lengths);
        scores = List.copyOf(scores);
        privacy = List.copyOf(privacy);
    }

    public static TextFigures none() {
        return new TextFigures(List.of(), List.of(), List.of(), List.of());
    }

    /**
     * @param language its code
     * @param bytes of text in UTF-8
     * @param share of the documents, 0 to 1
     */
    public record Language(String language, long documents, long bytes, double share) {
        public Language {
            language = SafeText.line(language, SafeText.NAME);
        }
    }

    /**
     * @param kind such as {@code email}
     * @param found places
     * @param documents with at least one
     */
    public record PersonalData(String kind, long found, long documents) {
        public PersonalData {
            kind = SafeText.line(kind, SafeText.NAME);
        }
    }
}
