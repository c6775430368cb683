package dev.millrace.pipeline.words;

/** What counts as a word. */
public enum WordSplit {
    /** What stands between white space. */
    WHITESPACE,

    /**
     * What stands between white space; within it, dictionary words (ICU) where Han, kana, Thai, Lao, Khmer or Myanmar
     * letters occur, as those scripts are written without spaces.
     */
    SCRIPT_AWARE;

    /** A splitter of its own for the calling thread. */
    public WordSplitter splitter() {
        return switch (this) {
            case WHITESPACE -> new WhiteSpaceWords();
            case SCRIPT_AWARE -> new ScriptAwareWords();
        };
    }
}
