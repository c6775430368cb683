package dev.millrace.tokenizer.pretoken;

import dev.millrace.tokenizer.text.Utf8Buffer;
import java.util.List;
import java.util.Optional;

/** How a text is split into the words that merges stay within. */
@SuppressWarnings("ImmutableEnumChecker") // scanners hold no state; the list is unmodifiable
public enum WordSplit {
    /** GPT-2, GPT-3, GPT-NeoX, RoBERTa, BART. */
    GPT2(
            new Gpt2Scanner(),
            "'s|'t|'re|'ve|'m|'ll|'d| ?\\p{L}+| ?\\p{N}+| ?[^\\s\\p{L}\\p{N}]+|\\s+(?!\\S)|\\s+",
            "'s|'t|'re|'ve|'m|'ll|'d| ?[\\p{L}]+| ?[\\p{N}]+| ?[^\\s\\p{L}\\p{N}]+|\\s+(?!\\S)|\\s+",
            "'(?:[sdmt]|ll|ve|re)| ?\\p{L}+| ?\\p{N}+| ?[^\\s\\p{L}\\p{N}]+|\\s+(?!\\S)|\\s+"),

    /** GPT-4, Llama 3. */
    CL100K(
            new Cl100kScanner(3),
            "(?i:'s|'t|'re|'ve|'m|'ll|'d)|[^\\r\\n\\p{L}\\p{N}]?\\p{L}+|\\p{N}{1,3}| ?[^\\s\\p{L}\\p{N}]+[\\r\\n]*"
                    + "|\\s*[\\r\\n]+|\\s+(?!\\S)|\\s+"),

    /** Qwen 2 and 3: as {@link #CL100K}, with every digit alone. */
    QWEN2(
            new Cl100kScanner(1),
            "(?i:'s|'t|'re|'ve|'m|'ll|'d)|[^\\r\\n\\p{L}\\p{N}]?\\p{L}+|\\p{N}| ?[^\\s\\p{L}\\p{N}]+[\\r\\n]*"
                    + "|\\s*[\\r\\n]+|\\s+(?!\\S)|\\s+"),

    /** GPT-4o. */
    O200K(
            new O200kScanner(),
            "[^\\r\\n\\p{L}\\p{N}]?[\\p{Lu}\\p{Lt}\\p{Lm}\\p{Lo}\\p{M}]*[\\p{Ll}\\p{Lm}\\p{Lo}\\p{M}]+"
                    + "(?i:'s|'t|'re|'ve|'m|'ll|'d)?|[^\\r\\n\\p{L}\\p{N}]?[\\p{Lu}\\p{Lt}\\p{Lm}\\p{Lo}\\p{M}]+"
                    + "[\\p{Ll}\\p{Lm}\\p{Lo}\\p{M}]*(?i:'s|'t|'re|'ve|'m|'ll|'d)?|\\p{N}{1,3}"
                    + "| ?[^\\s\\p{L}\\p{N}]+[\\r\\n/]*|\\s*[\\r\\n]+|\\s+(?!\\S)|\\s+");

    private final WordScanner scanner;
    private final List<String> spellings;

    WordSplit(WordScanner scanner, String... spellings) {
        this.scanner = scanner;
        this.spellings = List.of(spellings);
    }

    /** The split whose regular expression is spelled so; empty for one that is not known. */
    public static Optional<WordSplit> ofRegex(String regex) {
        for (WordSplit split : values()) {
            if (split.spellings.contains(regex)) {
                return Optional.of(split);
            }
        }
        return Optional.empty();
    }

    /** The regular expression whose matches, one after the other, are the words. */
    public String regex() {
        return spellings.get(0);
    }

    /**
     * End of the word that begins at {@code from}.
     *
     * @param utf8 valid UTF-8 between {@code from} and {@code to}, and {@value Utf8Buffer#PADDING} bytes or more after it
     * @param from first byte of a character, below {@code to}
     * @return exclusive; above {@code from}
     */
    public int end(byte[] utf8, int from, int to) {
        return scanner.end(utf8, from, to);
    }
}
