package dev.millrace.pipeline.source;

import java.util.Optional;

/** How an archive of crawled pages writes its records. */
interface RecordFormat {
    /** What precedes the bytes of a record, and what it says. */
    record Head(long block, long length, WarcHeaders headers) {}

    /** Name in the rules of rejections. */
    String name();

    /** What a record's first bytes are, of which no more than {@link Opening#bytes} count. */
    Opening opening();

    /** The head that begins at this position; empty when it is broken off or tells no length. */
    Optional<Head> head(RunBuffer bytes, long start);

    /** Whether a record begins here, by its first bytes. */
    default boolean opens(RunBuffer bytes, long position) {
        return bytes.has(position)
                && mayOpen(bytes.at(position))
                && opening()
                        .begins(bytes.copy(
                                position, bytes.reach(position + opening().bytes())));
    }

    /** A first look, at the first byte of a record. */
    boolean mayOpen(byte first);

    static boolean isNumber(String field) {
        return !field.isEmpty() && field.chars().allMatch(c -> c >= '0' && c <= '9');
    }
}
