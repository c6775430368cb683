package dev.millrace.pipeline.stage;

import java.util.List;

/** Settings that name files whose content, too, decides what becomes of a document: lists, models. */
public interface NamedFiles {

    /** The files, on any Hadoop file system. */
    List<String> files();
}
