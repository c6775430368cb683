package dev.millrace.pipeline.pii;

/** What becomes of personal data that is found. */
public enum Action {
    /** It stays and is not looked for. */
    KEEP,
    /** An example or a placeholder takes its place. */
    REDACT,
    /** Its letters and digits become asterisks. */
    MASK,
    /** A keyed hash takes its place, the same for the same value: {@code [EMAIL:9f86d081884c7d65]}. */
    HASH,
    /** Its document is rejected. */
    REJECT
}
