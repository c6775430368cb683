package dev.millrace.pipeline.source;

/**
 * How a file holds its documents. Zip and jar archives may hold HTML or text; gzip may wrap any file but archives and
 * Parquet.
 */
public enum SourceFormat {
    /** By file name; files of unknown names below a directory are no documents. */
    AUTO,
    /** WARC and WET, compressed record by record, as a whole, or not at all. */
    WARC,
    /** One page a file. */
    HTML,
    /** One document a file. */
    TEXT,
    /** One JSON object a line. */
    JSONL,
    /** One document a row. */
    PARQUET
}
