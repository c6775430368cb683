package dev.millrace.tokenizer.encoding;

import java.io.Serializable;
import java.util.List;

/** What is done to the encodings of one text or of a pair before they are joined. Immutable and thread-safe. */
public interface PostProcessor extends Serializable {

    /**
     * Number of special tokens that it adds.
     *
     * @param texts 1 or 2
     */
    int addedTokens(int texts);

    /**
     * @param parts encodings of the texts, or what another has made of them; without overflow
     * @return parts to be joined in their order
     * @throws IllegalArgumentException if it can't be done to so many parts
     */
    List<Encoding> process(List<Encoding> parts, SpecialTokens special);

    /** One after the other; none leaves all as it is. */
    record Sequence(List<PostProcessor> parts) implements PostProcessor {
        public Sequence {
            parts = List.copyOf(parts);
        }

        @Override
        public int addedTokens(int texts) {
            return parts.stream().mapToInt(part -> part.addedTokens(texts)).sum();
        }

        @Override
        public List<Encoding> process(List<Encoding> encodings, SpecialTokens special) {
            List<Encoding> all = encodings;
            for (PostProcessor part : parts) {
                all = part.process(all, special);
            }
            return all;
        }
    }

    /** Leaves all as it is. */
    static PostProcessor none() {
        return new Sequence(List.of());
    }
}
