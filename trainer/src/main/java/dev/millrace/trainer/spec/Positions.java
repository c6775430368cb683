package dev.millrace.trainer.spec;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.io.Serializable;

/** How a model knows where a token stands. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
    @JsonSubTypes.Type(value = Positions.Learned.class, name = "learned"),
    @JsonSubTypes.Type(value = Positions.Sinusoidal.class, name = "sinusoidal"),
    @JsonSubTypes.Type(value = Positions.Rotary.class, name = "rotary"),
    @JsonSubTypes.Type(value = Positions.Alibi.class, name = "alibi"),
    @JsonSubTypes.Type(value = Positions.Relative.class, name = "relative")
})
public sealed interface Positions extends Serializable {

    /** A learned vector a position, added to the token's. */
    record Learned() implements Positions {}

    /**
     * Position t adds sin(t/10000^(2i/d)) to column 2i and the cosine to column 2i + 1; token vectors are multiplied
     * by √d before. Source: Vaswani et al., arXiv 1706.03762.
     */
    record Sinusoidal() implements Positions {}

    /**
     * Queries and keys are rotated by their position: columns j and j + h/2 of a head by the angle t·base^(−2j/h).
     * Source: Su et al., arXiv 2104.09864; the halves as in Llama.
     *
     * @param base 10000 in Llama
     */
    record Rotary(double base) implements Positions {
        public Rotary {
            if (!(base > 1 && base < Double.POSITIVE_INFINITY)) {
                throw new IllegalArgumentException("Invalid rotary base: " + base + " (must be > 1)");
            }
        }
    }

    /**
     * Head i's scores lose 2^(−8(i + 1)/H) for every position of distance. For a number of heads that is no power of
     * two: those of the power below, then every second one of twice that power. Source: Press et al., arXiv 2108.12409.
     */
    record Alibi() implements Positions {}

    /**
     * Scores gain a learned number by head and bucket of the distance; the blocks of a stack share them. Source:
     * Raffel et al., arXiv 1910.10683.
     *
     * @param buckets of distances; half of them exact, the rest logarithmic; for full visibility half for each side
     * @param farthest distance beyond which all fall into the last bucket
     */
    record Relative(int buckets, int farthest) implements Positions {
        public Relative {
            if (buckets < 4 || buckets % 2 != 0) {
                throw new IllegalArgumentException("Invalid buckets: " + buckets + " (must be even and at least 4)");
            }
            if (farthest <= buckets / 2) {
                throw new IllegalArgumentException(
                        "Invalid farthest: " + farthest + " (must be more than half of the " + buckets + " buckets)");
            }
        }
    }
}
