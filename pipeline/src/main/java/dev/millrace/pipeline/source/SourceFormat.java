package dev.millrace.pipeline.source;

/**
 * How a file holds its documents. Zip, jar and tar archives may hold HTML, text or code; gzip, Zstandard, bzip2 and xz
 * may wrap any file but zip, jar and Parquet.
 */
public enum SourceFormat {
    /** By file name; files of unknown names below a directory are no documents. */
    AUTO,
    /** WARC, WET and WAT, compressed record by record, as a whole, or not at all. */
    WARC,
    /** Versions 1 and 2. */
    ARC,
    /** An XML dump of MediaWiki. */
    WIKIPEDIA,
    /** Parquet of Common Crawl's columnar index: the records that it lists. */
    INDEX,
    /** One file of a programming language a document, by its name. */
    CODE,
    /** One page a file. */
    HTML,
    /** One document a file. */
    TEXT,
    /** One JSON object a line. */
    JSONL,
    /** One document a row. */
    PARQUET
}
