package dev.millrace.pipeline.quality;

import dev.millrace.pipeline.blocklist.HashedStrings;
import dev.millrace.pipeline.blocklist.ListFile;
import dev.millrace.pipeline.blocklist.Substrings;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Lists of words that must stand between white space, and of phrases that may stand anywhere. */
final class DolmaWords {
    private final HashedStrings words;
    private final Substrings phrases;

    private DolmaWords(HashedStrings words, Substrings phrases) {
        this.words = words;
        this.phrases = phrases;
    }

    /** @throws dev.millrace.pipeline.stage.ResourceException naming file and line of a list that can't be used */
    static DolmaWords read(List<String> files) {
        HashedStrings.Builder words = new HashedStrings.Builder();
        List<String> phrases = new ArrayList<>();
        files.forEach(file -> ListFile.read(file, entry -> {
            String lower = entry.toLowerCase(Locale.ROOT);
            if (lower.indexOf(' ') < 0) {
                words.add(lower);
            } else {
                phrases.add(lower);
            }
        }));
        return new DolmaWords(words.build(), new Substrings(phrases));
    }

    boolean isWord(String text, int from, int to) {
        return words.size() > 0 && words.contains(text.substring(from, to));
    }

    boolean hasPhrase(String text) {
        return phrases.in(text);
    }
}
