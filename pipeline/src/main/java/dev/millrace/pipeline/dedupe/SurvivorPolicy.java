package dev.millrace.pipeline.dedupe;

import java.util.Locale;

/**
 * Which document of a cluster of duplicates stays. The policy is a key: the document with the smallest one stays, in
 * the order of the keys' UTF-8 bytes. Keys of different documents differ, so that the survivor never depends on the
 * order of arrival.
 */
public enum SurvivorPolicy {
    /** The longest text; among equals the smallest id. */
    LONGEST {
        @Override
        public String key(String id, long length, String source, long offset) {
            return digits(Long.MAX_VALUE - length) + id;
        }
    },

    /** The smallest id: an arbitrary but fixed choice. */
    SMALLEST_ID {
        @Override
        public String key(String id, long length, String source, long offset) {
            return id;
        }
    },

    /** The first by source, then offset, then id. */
    EARLIEST_SOURCE {
        @Override
        public String key(String id, long length, String source, long offset) {
            return source + '\0' + digits(offset) + id;
        }
    };

    /**
     * @param id the document's id
     * @param length of its text, in UTF-16 units
     * @param source the file it came from, below its input root
     * @param offset its place there
     */
    public abstract String key(String id, long length, String source, long offset);

    private static String digits(long value) {
        return String.format(Locale.ROOT, "%016x", value);
    }
}
