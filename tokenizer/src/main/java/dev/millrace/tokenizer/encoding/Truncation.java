package dev.millrace.tokenizer.encoding;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;

/**
 * Cuts what is longer than a model takes.
 *
 * @param maxLength most tokens, a template's special ones counted; above 0
 * @param stride tokens that a window of what overflows shares with the one before
 * @param strategy which text of a pair is cut
 * @param direction at which end
 */
public record Truncation(int maxLength, int stride, Strategy strategy, Direction direction) implements Serializable {

    /** Which text of a pair is cut. */
    public enum Strategy {
        /** The longer one, down to the length of the other; then both. */
        LONGEST_FIRST,
        ONLY_FIRST,
        ONLY_SECOND
    }

    /** At which end. */
    public enum Direction {
        LEFT,
        RIGHT
    }

    public Truncation {
        if (maxLength < 1) {
            throw new IllegalArgumentException("Invalid maximum length: " + maxLength + " (must be > 0)");
        }
        if (stride < 0) {
            throw new IllegalArgumentException("Invalid stride: " + stride + " (must be >= 0)");
        }
    }

    /** Nothing is cut. */
    public static Truncation none() {
        return to(Integer.MAX_VALUE);
    }

    /** The end of longer texts goes; no windows overlap. */
    public static Truncation to(int maxLength) {
        return new Truncation(maxLength, 0, Strategy.LONGEST_FIRST, Direction.RIGHT);
    }

    /**
     * Cuts the encodings of one text or two.
     *
     * @param added number of tokens that a template will add
     * @return one for each, with what overflows
     * @throws IllegalArgumentException if the text to be cut has no tokens left, or the stride is not below what is left
     */
    public List<Encoding> cut(List<Encoding> texts, int added) {
        int room = Math.max(0, maxLength - added);
        long total = texts.stream().mapToLong(Encoding::size).sum();
        if (total <= room || maxLength == Integer.MAX_VALUE) {
            return texts;
        }
        if (texts.size() == 1) {
            return List.of(cut(texts.get(0), room));
        }
        Encoding first = texts.get(0);
        Encoding second = texts.get(1);
        return switch (strategy) {
            case LONGEST_FIRST -> {
                int[] lengths = longestFirst(Math.min(first.size(), room), Math.min(second.size(), room), room);
                yield List.of(cut(first, lengths[0]), cut(second, lengths[1]));
            }
            case ONLY_FIRST -> List.of(cut(first, left(first, (int) (total - room))), second);
            case ONLY_SECOND -> List.of(first, cut(second, left(second, (int) (total - room))));
        };
    }

    private static int left(Encoding text, int cut) {
        if (text.size() <= cut) {
            throw new IllegalArgumentException("A text of " + text.size() + " tokens is too short to cut " + cut
                    + " off it: truncate both texts of the pair");
        }
        return text.size() - cut;
    }

    private static int[] longestFirst(int first, int second, int room) {
        int shorter = Math.min(first, second);
        int longer = Math.max(shorter, room - shorter);
        if (shorter + longer > room) {
            shorter = room / 2;
            longer = shorter + room % 2;
        }
        return first > second ? new int[] {longer, shorter} : new int[] {shorter, longer};
    }

    private Encoding cut(Encoding text, int length) {
        if (text.size() <= length) {
            return text;
        }
        if (length == 0) {
            return Encoding.empty().withOverflowing(List.of(text));
        }
        if (stride >= length) {
            throw new IllegalArgumentException(
                    "Invalid stride: " + stride + " (must be < " + length + ", the tokens that are left of a text)");
        }
        List<Encoding> windows = new ArrayList<>();
        int step = length - stride;
        if (direction == Direction.RIGHT) {
            for (int from = 0; from == 0 || from + stride < text.size(); from += step) {
                windows.add(text.slice(from, Math.min(from + length, text.size())));
            }
        } else {
            for (int to = text.size(); to == text.size() || to - stride > 0; to -= step) {
                windows.add(text.slice(Math.max(0, to - length), to));
            }
        }
        return windows.get(0).withOverflowing(windows.subList(1, windows.size()));
    }
}
