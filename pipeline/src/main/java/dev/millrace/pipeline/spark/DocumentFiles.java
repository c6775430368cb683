package dev.millrace.pipeline.spark;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat;
import static org.apache.spark.sql.functions.lit;

import dev.millrace.pipeline.outcome.Outcome;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.util.SerializableConfiguration;
import scala.Tuple2;

/**
 * Document rows as files that do not depend on how they were computed: each row goes to the file that the hash of its
 * id names, and lies there in the order of ids.
 */
public final class DocumentFiles {
    /** Folder of documents that went on. */
    public static final String KEPT = "kept";

    /** Folder of documents that did not, each with its rejection. */
    public static final String REJECTED = "rejected";

    /** Column that names the folder a row goes to. */
    static final String FOLDER = "folder";

    /** Columns of rows that are to be written. */
    static final StructType FILED = DocumentRows.SCHEMA.add(FOLDER, DataTypes.StringType, false);

    private static final String WORK = "_rows";
    private static final Pattern PART = Pattern.compile("part-(\\d+)-.*\\.parquet");

    private DocumentFiles() {}

    /** Documents of a committed stage; with no rows when it has no such file. */
    public static Dataset<Row> read(SparkSession spark, Path stage, String folder) throws IOException {
        return read(spark, new Path(stage, folder), DocumentRows.SCHEMA);
    }

    static Dataset<Row> read(SparkSession spark, Path folder, StructType schema) throws IOException {
        FileSystem files = folder.getFileSystem(spark.sparkContext().hadoopConfiguration());
        return files.exists(folder)
                ? spark.read().schema(schema).parquet(folder.toString())
                : spark.createDataFrame(List.of(), schema);
    }

    /** A row with the columns of {@link #FILED}. */
    static Row filed(Outcome outcome, String folder) {
        Object[] values = DocumentRows.values(outcome);
        Object[] filed = Arrays.copyOf(values, values.length + 1);
        filed[values.length] = folder;
        return RowFactory.create(filed);
    }

    /** A row that goes to {@link #KEPT} or {@link #REJECTED}. */
    static Row filed(Outcome outcome) {
        return filed(outcome, outcome instanceof Outcome.Kept ? KEPT : REJECTED);
    }

    /** The columns of {@link #FILED} and no other. */
    static Dataset<Row> filed(Dataset<Row> rows) {
        return rows.select(
                Arrays.stream(FILED.fieldNames()).map(name -> col(name)).toArray(Column[]::new));
    }

    /** Writes rows with a column {@value #FOLDER} to the folders that it names, in so many files each. */
    static void write(Dataset<Row> rows, int shards, Path attempt, StageContext context) throws IOException {
        Path work = new Path(attempt, WORK);
        rows.repartition(shards, col(DocumentRows.ID))
                .sortWithinPartitions(FOLDER, DocumentRows.ID, DocumentRows.SOURCE, DocumentRows.OFFSET)
                .write()
                .option("compression", "zstd")
                .partitionBy(FOLDER)
                .parquet(work.toString());
        settle(work, attempt, context);
    }

    /**
     * Takes {@code work/folder=NAME/part-00007-….parquet} to {@code attempt/NAME/part-00007.parquet}, each with a
     * footer that is the same whatever process wrote it.
     */
    static void settle(Path work, Path attempt, StageContext context) throws IOException {
        FileSystem files = work.getFileSystem(context.hadoop());
        List<Tuple2<String, String>> moves = new ArrayList<>();
        for (FileStatus folder : files.listStatus(work)) {
            String name = folder.getPath().getName();
            if (!folder.isDirectory() || !name.startsWith(FOLDER + "=")) {
                continue;
            }
            Path target = new Path(attempt, name.substring(FOLDER.length() + 1));
            files.mkdirs(target);
            for (FileStatus file : files.listStatus(folder.getPath())) {
                Matcher part = PART.matcher(file.getPath().getName());
                if (part.matches()) {
                    Path settled = new Path(target, "part-" + part.group(1) + ".parquet");
                    moves.add(new Tuple2<>(file.getPath().toString(), settled.toString()));
                }
            }
        }
        if (!moves.isEmpty()) {
            SerializableConfiguration hadoop = new SerializableConfiguration(context.hadoop());
            JavaSparkContext.fromSparkContext(context.spark().sparkContext())
                    .parallelize(moves, moves.size())
                    .foreach(move -> CanonicalParquet.copy(new Path(move._1()), new Path(move._2()), hadoop.value()));
        }
        files.delete(work, true);
    }

    /** Counts what was written, reading it back. */
    static Ledger ledger(long in, Path attempt, StageContext context) throws IOException {
        SparkSession spark = context.spark();
        long kept = read(spark, attempt, KEPT).count();
        SortedMap<String, Long> rejected = new TreeMap<>();
        Dataset<Row> rejections = read(spark, attempt, REJECTED)
                .groupBy(concat(
                        coalesce(col("rejection.stage"), lit("?")),
                        lit("/"),
                        coalesce(col("rejection.rule"), lit("?"))))
                .count();
        for (Row row : rejections.collectAsList()) {
            rejected.put(row.getString(0), row.getLong(1));
        }
        return new Ledger(in, kept, rejected);
    }
}
