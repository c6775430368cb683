package dev.millrace.pipeline.blocklist;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;

/** What was made of files, once for all stages of a process. Serialisable: where it travels, it is made again. */
public final class Loaded<T> implements Serializable {
    private static final long serialVersionUID = 1L;

    private static final ConcurrentHashMap<List<Object>, Object> MADE = new ConcurrentHashMap<>();

    private final String what;
    private final Class<T> kind;
    private final ArrayList<String> files;
    private final ArrayList<String> stamps;
    private final Maker<T> maker;

    /** Makes something of files. */
    @FunctionalInterface
    public interface Maker<T> extends Serializable {
        /** @throws dev.millrace.pipeline.stage.ResourceException when a file is missing or not of its kind */
        T make(List<String> files);
    }

    /**
     * Makes it at once, so that a bad file is known before any work begins.
     *
     * @param what the name of what is made; the same of the same files is made once
     * @throws dev.millrace.pipeline.stage.ResourceException from the maker, and for a missing file
     */
    public Loaded(String what, Class<T> kind, List<String> files, Maker<T> maker) {
        this.what = what;
        this.kind = kind;
        this.files = new ArrayList<>(files);
        this.stamps = new ArrayList<>(files.stream().map(ListFile::stamp).toList());
        this.maker = maker;
        get();
    }

    public T get() {
        List<Object> key = List.of(what, stamps);
        Object made = MADE.get(key);
        if (made == null) {
            made = MADE.computeIfAbsent(key, ignored -> maker.make(files));
        }
        return kind.cast(made);
    }
}
