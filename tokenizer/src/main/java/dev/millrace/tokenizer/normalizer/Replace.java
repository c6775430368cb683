package dev.millrace.tokenizer.normalizer;

import dev.millrace.tokenizer.regex.Regex;
import dev.millrace.tokenizer.regex.Search;
import java.io.Serializable;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

/** Puts a text in place of every match; it stands for what the match's last character stands for. */
public final class Replace implements Normalizer {
    private static final long serialVersionUID = 1;

    private final Pattern pattern;
    private final String content;
    private final byte[] replacement;

    public Replace(Pattern pattern, String content) {
        this.pattern = pattern;
        this.content = content;
        replacement = content.getBytes(StandardCharsets.UTF_8);
    }

    /** Every occurrence of a text. */
    public static Replace text(String text, String content) {
        return new Replace(new Text(text), content);
    }

    /** Every match of a regular expression. */
    public static Replace regex(Regex regex, String content) {
        return new Replace(new Expression(regex), content);
    }

    /** What is looked for. */
    public sealed interface Pattern extends Serializable {}

    /** A text that is not empty. */
    public record Text(String text) implements Pattern {
        public Text {
            if (text.isEmpty()) {
                throw new IllegalArgumentException("Invalid text to replace: it is empty");
            }
        }
    }

    /** A regular expression. */
    public record Expression(Regex regex) implements Pattern {}

    public Pattern pattern() {
        return pattern;
    }

    public String content() {
        return content;
    }

    @Override
    public void normalize(NormalizedText text) {
        if (pattern instanceof Text wanted) {
            replaceText(text, wanted.text().getBytes(StandardCharsets.UTF_8));
        } else if (pattern instanceof Expression wanted) {
            replaceMatches(text, wanted.regex());
        }
    }

    private void replaceText(NormalizedText text, byte[] wanted) {
        byte[] utf8 = text.utf8();
        int last = text.length() - wanted.length;
        NormalizedText.Rewrite rewrite = null;
        for (int at = 0; at <= last; ) {
            if (utf8[at] != wanted[0] || !occurs(wanted, utf8, at)) {
                at++;
                continue;
            }
            if (rewrite == null) {
                rewrite = text.rewrite();
            }
            rewrite.keepTo(at);
            at += wanted.length;
            rewrite.dropTo(at);
            rewrite.insert(replacement);
        }
        if (rewrite != null) {
            rewrite.finish();
        }
    }

    private void replaceMatches(NormalizedText text, Regex regex) {
        if (text.isEmpty()) {
            return;
        }
        NormalizedText.Rewrite rewrite = null;
        Search search = regex.search();
        search.reset(text.utf8(), 0, text.length());
        while (search.next()) {
            if (rewrite == null) {
                rewrite = text.rewrite();
            }
            rewrite.keepTo(search.start());
            rewrite.dropTo(search.end());
            rewrite.insert(replacement);
        }
        regex.giveBack(search);
        if (rewrite != null) {
            rewrite.finish();
        }
    }

    private static boolean occurs(byte[] wanted, byte[] utf8, int at) {
        for (int i = 1; i < wanted.length; i++) {
            if (utf8[at + i] != wanted[i]) {
                return false;
            }
        }
        return true;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Replace that && pattern.equals(that.pattern) && content.equals(that.content);
    }

    @Override
    public int hashCode() {
        return Objects.hash(pattern, content);
    }
}
