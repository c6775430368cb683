package dev.millrace.pipeline.language;

/**
 * Languages of a text's paragraphs beside that of the text: {@code mixed = characters of paragraphs surely in another
 * language / characters of paragraphs whose language is sure}, 0 to 1; paragraphs are lines of enough letters.
 */
final class ParagraphLanguages {
    private static final int FEWEST_LETTERS = 40;
    private static final int MOST_PARAGRAPHS = 200;

    private ParagraphLanguages() {}

    /** @param minimumScore that a paragraph's score must be greater than to be sure */
    static double mixed(String text, String language, double minimumScore, Identifier identifier) {
        long sure = 0;
        long other = 0;
        int paragraphs = 0;
        for (int at = 0; at < text.length() && paragraphs < MOST_PARAGRAPHS; ) {
            int newline = text.indexOf('\n', at);
            int end = newline < 0 ? text.length() : newline;
            String paragraph = text.substring(at, end);
            at = end + 1;
            if (hasLetters(paragraph)) {
                paragraphs++;
                Identification found = identifier.identify(paragraph);
                if (found.score() > minimumScore) {
                    sure += paragraph.length();
                    other += found.language().equals(language) ? 0 : paragraph.length();
                }
            }
        }
        return sure == 0 ? 0 : (double) other / sure;
    }

    private static boolean hasLetters(String paragraph) {
        int letters = 0;
        for (int i = 0; i < paragraph.length() && letters < FEWEST_LETTERS; i++) {
            letters += Character.isLetter(paragraph.charAt(i)) ? paragraph.charAt(i) >= 0x2E80 ? 3 : 1 : 0;
        }
        return letters >= FEWEST_LETTERS;
    }
}
