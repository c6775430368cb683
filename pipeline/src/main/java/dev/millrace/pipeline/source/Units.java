package dev.millrace.pipeline.source;

import java.util.ArrayList;
import java.util.List;

/** Divides files into units of work: small files are put together, big ones cut where their format can be. */
final class Units {
    /** What Spark schedules well; beyond it units grow. */
    private static final long MOST = 20_000;

    private final long bytes;
    private final int mostFiles;
    private final List<SourceUnit> units = new ArrayList<>();
    private final List<SourceSplit> group = new ArrayList<>();
    private long grouped;

    private Units(long bytes, int mostFiles) {
        this.bytes = bytes;
        this.mostFiles = mostFiles;
    }

    /** @param files sorted by source */
    static List<SourceUnit> of(List<SourceFile> files, SourceSettings settings) {
        long all = files.stream().mapToLong(SourceFile::length).sum();
        Units units = new Units(Math.max(settings.unitBytes(), all / MOST), settings.unitFiles());
        files.forEach(units::add);
        units.end();
        return units.units;
    }

    private void add(SourceFile file) {
        long parts = isCut(file) ? Math.max(1, file.length() / bytes) : 1;
        for (long part = 0; part < parts; part++) {
            long from = file.length() / parts * part;
            long to = part + 1 == parts ? file.length() : file.length() / parts * (part + 1);
            add(new SourceSplit(file, from, to));
        }
    }

    private void add(SourceSplit split) {
        if (grouped + split.length() > bytes || group.size() >= mostFiles) {
            end();
        }
        group.add(split);
        grouped += split.length();
    }

    private void end() {
        if (!group.isEmpty()) {
            units.add(new SourceUnit(units.size(), group));
            group.clear();
            grouped = 0;
        }
    }

    /** By the name, which spares tasks that would find nothing; what a file really is its reader tells. */
    private static boolean isCut(SourceFile file) {
        Compression compression = FileNames.compression(file.path());
        if (FileNames.isArchive(file.path())) {
            return compression == Compression.NONE;
        }
        return switch (file.format()) {
            case WARC, ARC -> compression != Compression.XZ;
            case WIKIPEDIA -> compression == Compression.NONE || compression == Compression.BZIP2;
            case JSONL -> compression == Compression.NONE;
            case PARQUET, INDEX -> true;
            case HTML, TEXT, CODE, AUTO -> false;
        };
    }
}
