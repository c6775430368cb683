package dev.millrace.tokenizer.characterbpe;

/** Joins the symbols of a word. For one thread. */
interface SymbolMerges {

    void merge(Symbols word);

    /** Whether equal words always become equal tokens. */
    boolean isFixed();
}
