package dev.millrace.pipeline.spark;

import dev.millrace.pipeline.spark.StageManifest.StageFile;
import java.io.IOException;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.util.HadoopInputFile;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.util.SerializableConfiguration;

/** Rows, length and hash of what a stage wrote, read back from the files themselves. */
final class FileFacts {
    private static final int BUFFER = 1 << 16;

    private FileFacts() {}

    /** Facts of all visible files below the folder, sorted by path; hashed on the executors. */
    static List<StageFile> below(Path folder, StageContext context) throws IOException {
        FileSystem files = folder.getFileSystem(context.hadoop());
        String root = files.makeQualified(folder).toUri().getPath() + Path.SEPARATOR;
        List<String> paths = HiddenFiles.visible(files, folder).stream()
                .map(FileStatus::getPath)
                .map(Path::toString)
                .toList();
        if (paths.isEmpty()) {
            return List.of();
        }
        SerializableConfiguration hadoop = new SerializableConfiguration(context.hadoop());
        return JavaSparkContext.fromSparkContext(context.spark().sparkContext())
                .parallelize(paths, paths.size())
                .map(path -> of(new Path(path), root, hadoop.value()))
                .collect();
    }

    private static StageFile of(Path path, String root, Configuration hadoop) throws IOException {
        MessageDigest sha = StageKey.sha256();
        long bytes = 0;
        try (FSDataInputStream in = path.getFileSystem(hadoop).open(path)) {
            byte[] buffer = new byte[BUFFER];
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                sha.update(buffer, 0, read);
                bytes += read;
            }
        }
        String name = path.toUri().getPath().substring(root.length());
        long rows = name.endsWith(".parquet") ? rows(path, hadoop) : 0;
        return new StageFile(name, rows, bytes, HexFormat.of().formatHex(sha.digest()));
    }

    private static long rows(Path path, Configuration hadoop) throws IOException {
        try (ParquetFileReader reader = ParquetFileReader.open(HadoopInputFile.fromPath(path, hadoop))) {
            return reader.getRecordCount();
        }
    }
}
