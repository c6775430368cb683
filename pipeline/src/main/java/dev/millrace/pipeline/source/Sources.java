package dev.millrace.pipeline.source;

import java.util.List;
import org.apache.hadoop.conf.Configuration;

/** Reading of crawled input: list it, then read unit by unit, anywhere and in any order. */
public final class Sources {
    /** Stage name of the rejections made here. */
    public static final String STAGE = "source";

    /** Attribute that holds the id which the input itself gives a document. */
    public static final String SOURCE_ID = "source-id";

    /** Attribute that holds the programming language of a document read as code. */
    public static final String CODE_LANGUAGE = "code-language";

    private Sources() {}

    /**
     * Lists what there is to read, sorted by source and place, and divided by size.
     *
     * @throws SourceException when an input is missing, a glob matches nothing, or an input holds no readable file
     * @throws java.io.UncheckedIOException when the file system fails
     */
    public static List<SourceUnit> list(SourceSettings settings, Configuration hadoop) {
        return new Listing(settings, hadoop).units();
    }

    /** Reads one unit; nothing is opened before the first document is asked for. */
    public static Outcomes read(SourceUnit unit, SourceSettings settings, Configuration hadoop) {
        return new UnitReader(unit, settings, hadoop);
    }

    /** @throws java.io.UncheckedIOException when the file system fails */
    public static FileFingerprint fingerprint(SourceFile file, Configuration hadoop) {
        return Fingerprinting.of(file, hadoop);
    }
}
