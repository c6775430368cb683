package dev.millrace.pipeline.spark;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.apache.hadoop.fs.ChecksumFileSystem;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/** Files that Hadoop and Spark leave beside the real ones: their names begin with a dot or an underscore. */
final class HiddenFiles {
    private HiddenFiles() {}

    static boolean isHidden(Path path) {
        return path.getName().startsWith(".") || path.getName().startsWith("_");
    }

    /** All files below the folder that are not hidden, nor in a hidden folder, sorted. */
    static List<FileStatus> visible(FileSystem files, Path folder) throws IOException {
        List<FileStatus> found = new ArrayList<>();
        collect(files, folder, found);
        Collections.sort(found);
        return found;
    }

    private static void collect(FileSystem files, Path folder, List<FileStatus> found) throws IOException {
        for (FileStatus status : files.listStatus(folder)) {
            if (isHidden(status.getPath())) {
                continue;
            }
            if (status.isDirectory()) {
                collect(files, status.getPath(), found);
            } else {
                found.add(status);
            }
        }
    }

    /** Removes the local file system's {@code .crc} files, so that a folder holds what its manifest lists. */
    static void removeChecksums(FileSystem files, Path folder) throws IOException {
        if (!(files instanceof ChecksumFileSystem checked)) {
            return;
        }
        FileSystem raw = checked.getRawFileSystem();
        for (FileStatus status : raw.listStatus(folder)) {
            if (status.isDirectory()) {
                removeChecksums(files, status.getPath());
            } else if (ChecksumFileSystem.isChecksumFile(status.getPath())) {
                raw.delete(status.getPath(), false);
            }
        }
    }
}
