package dev.millrace.pipeline.words;

/** What counts as a word. */
public enum WordSplit {
    /** What stands between white space. */
    WHITESPACE,

    /** A run of letters, numbers and underscores, or any one other character that is no white space. */
    WORD_OR_MARK,

    /** spaCy's tokens of English (3.8, blank "en"): punctuation and clitics stand alone. */
    SPACY_ENGLISH,

    /**
     * What stands between white space; within it, dictionary words (ICU) where Han, kana, Thai, Lao, Khmer or Myanmar
     * letters occur, as those scripts are written without spaces.
     */
    SCRIPT_AWARE,

    /**
     * {@link #SPACY_ENGLISH}; where letters of scripts without spaces occur, dictionary words as in
     * {@link #SCRIPT_AWARE}, so that no such text counts as one word.
     */
    ENGLISH_OR_DICTIONARY,

    /** Segments by Unicode's default word boundaries (UAX #29) that begin with a letter or number, as uniseg's. */
    UNICODE;

    /** A splitter of its own for the calling thread. */
    public WordSplitter splitter() {
        return switch (this) {
            case WHITESPACE -> new WhiteSpaceWords();
            case WORD_OR_MARK -> new WordsOrMarks();
            case SPACY_ENGLISH -> new EnglishWords();
            case SCRIPT_AWARE -> new ScriptAwareWords(new WhiteSpaceWords());
            case ENGLISH_OR_DICTIONARY -> new ScriptAwareWords(new EnglishWords());
            case UNICODE -> new UnicodeWords();
        };
    }
}
