package dev.millrace.pipeline.words;

/** What counts as a sentence. */
public enum SentenceSplit {
    /**
     * spaCy's rule-based sentences (3.8, sentencizer) over its English tokens: a new one begins with the first token
     * after an end of sentence that is no punctuation.
     */
    SPACY_ENGLISH,

    /** Sentences of NLTK's Punkt tokenizer (3.8) with its English model, as C4 counts them. */
    PUNKT_ENGLISH,

    /** A new one begins after white space that follows {@code .}, {@code !} or {@code ?}. */
    STOP_AND_SPACE;

    /** A counter of its own for the calling thread. */
    public SentenceCounter counter() {
        return switch (this) {
            case SPACY_ENGLISH -> new EnglishSentences();
            case PUNKT_ENGLISH -> PunktEnglish.MODEL.counter();
            case STOP_AND_SPACE -> SentenceSplit::afterStopAndSpace;
        };
    }

    /** Parts of {@code re.split("(?<=[.!?])\\s+")} that hold more than white space. */
    private static int afterStopAndSpace(char[] text, int from, int to) {
        int count = 0;
        boolean open = false;
        for (int i = from; i < to; i++) {
            if (!WhiteSpace.is(text[i])) {
                count += open ? 0 : 1;
                open = true;
            } else if (i > from && (text[i - 1] == '.' || text[i - 1] == '!' || text[i - 1] == '?')) {
                open = false;
            }
        }
        return count;
    }
}
