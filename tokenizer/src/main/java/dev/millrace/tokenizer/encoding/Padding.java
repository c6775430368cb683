package dev.millrace.tokenizer.encoding;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;

/**
 * Makes encodings equally long.
 *
 * @param length that all shorter ones are padded to
 * @param multipleOf number that lengths are rounded up to a multiple of; 1 for none
 * @param direction at which end
 * @param id of the padding token
 * @param typeId its type
 * @param token its content
 */
public record Padding(Length length, int multipleOf, Truncation.Direction direction, int id, int typeId, String token)
        implements Serializable {

    /** What encodings are padded to. */
    public sealed interface Length extends Serializable {}

    /** Always the same. */
    public record Fixed(int length) implements Length {
        public Fixed {
            if (length < 0) {
                throw new IllegalArgumentException("Invalid length: " + length + " (must be >= 0)");
            }
        }
    }

    /** As long as the longest of a batch. */
    public record LongestOfBatch() implements Length {}

    public Padding {
        if (multipleOf < 1) {
            throw new IllegalArgumentException("Invalid multiple: " + multipleOf + " (must be > 0)");
        }
    }

    /** Nothing is padded. */
    public static Padding none() {
        return new Padding(new Fixed(0), 1, Truncation.Direction.RIGHT, 0, 0, "");
    }

    /** At the end, to the longest of a batch. */
    public static Padding with(int id, String token) {
        return new Padding(new LongestOfBatch(), 1, Truncation.Direction.RIGHT, id, 0, token);
    }

    /** Pads a batch, and what overflows of each to the same length. */
    public List<Encoding> pad(List<Encoding> batch) {
        int longest = batch.stream().mapToInt(Encoding::size).max().orElse(0);
        int target = length instanceof Fixed fixed ? fixed.length() : longest;
        int rounded = Math.multiplyExact(Math.floorDiv(target + multipleOf - 1, multipleOf), multipleOf);
        List<Encoding> padded = new ArrayList<>(batch.size());
        for (Encoding encoding : batch) {
            padded.add(pad(encoding, rounded));
        }
        return padded;
    }

    private Encoding pad(Encoding encoding, int target) {
        List<Encoding> overflowing = encoding.overflowing().stream()
                .map(window -> pad(window, target))
                .toList();
        if (encoding.size() >= target) {
            return encoding.withOverflowing(overflowing);
        }
        EncodingBuilder builder = new EncodingBuilder(target);
        if (direction == Truncation.Direction.RIGHT) {
            builder.addAll(encoding);
        }
        for (int i = encoding.size(); i < target; i++) {
            builder.addPadding(id, token, typeId);
        }
        if (direction == Truncation.Direction.LEFT) {
            builder.addAll(encoding);
        }
        return builder.build().withOverflowing(overflowing);
    }
}
