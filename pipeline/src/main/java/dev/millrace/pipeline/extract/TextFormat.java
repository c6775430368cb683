package dev.millrace.pipeline.extract;

/** How a main text is written. */
public enum TextFormat {
    /** Paragraphs apart, items behind hyphens, cells between bars; no marks for emphasis, headings or links. */
    TEXT,
    /** CommonMark, with tables as GitHub has them. */
    MARKDOWN
}
