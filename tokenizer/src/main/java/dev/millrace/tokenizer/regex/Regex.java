package dev.millrace.tokenizer.regex;

import java.io.Serializable;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * A regular expression as Oniguruma's Ruby syntax has it, which Hugging Face's tokenizers use. Of that, back-references,
 * calls, conditions, absent groups, {@code \G}, {@code \K}, {@code \R} and {@code \X} are not supported, and what looks
 * behind must have one length. Equal if the patterns are. Immutable and thread-safe.
 *
 * @see <a href="https://github.com/kkos/oniguruma/blob/master/doc/RE">Oniguruma's syntax</a>
 */
public final class Regex implements Serializable {
    private static final long serialVersionUID = 1;

    private final String pattern;
    private final transient Program program;
    private final transient ConcurrentLinkedQueue<Search> idle = new ConcurrentLinkedQueue<>();

    /** @throws IllegalArgumentException if it is no regular expression, or holds what isn't supported */
    public Regex(String pattern) {
        this.pattern = pattern;
        program = Program.of(new RegexParser(pattern).parse());
    }

    public String pattern() {
        return pattern;
    }

    /** Working memory of a search; {@link #giveBack} makes it of use again. */
    public Search search() {
        return Optional.ofNullable(idle.poll()).orElseGet(() -> new Search(this, program));
    }

    /** Gives back what {@link #search} gave, once it is done. */
    public void giveBack(Search search) {
        idle.add(search);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Regex that && pattern.equals(that.pattern);
    }

    @Override
    public int hashCode() {
        return pattern.hashCode();
    }

    @Override
    public String toString() {
        return pattern;
    }

    private Object readResolve() {
        return new Regex(pattern);
    }
}
