package dev.millrace.pipeline.spark;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.parquet.column.ParquetProperties.WriterVersion;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.example.data.simple.SimpleGroup;
import org.apache.parquet.format.Encoding;
import org.apache.parquet.format.Util;
import org.apache.parquet.hadoop.ParquetReader;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.hadoop.example.ExampleParquetWriter;
import org.apache.parquet.hadoop.example.GroupReadSupport;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.MessageTypeParser;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CanonicalParquetTest {
    private static final MessageType SCHEMA =
            MessageTypeParser.parseMessageType("message row { optional binary text (UTF8); repeated int32 ids; }");

    @TempDir
    java.nio.file.Path folder;

    @Test
    void encodingsAreSortedAndTheRowsAreTheSame() throws IOException {
        Configuration hadoop = new Configuration();
        Path written = new Path(folder.resolve("written.parquet").toUri());
        try (ParquetWriter<Group> writer = ExampleParquetWriter.builder(written)
                .withType(SCHEMA)
                .withWriterVersion(WriterVersion.PARQUET_1_0)
                .build()) {
            for (int row = 0; row < 100; row++) {
                Group group = new SimpleGroup(SCHEMA);
                group.add("text", "row " + row % 7);
                group.add("ids", row);
                group.add("ids", row + 1);
                writer.write(group);
            }
        }
        Path copy = new Path(folder.resolve("copy.parquet").toUri());
        CanonicalParquet.copy(written, copy, hadoop);

        assertThat(rows(copy)).isEqualTo(rows(written)).hasSize(100);
        byte[] bytes = Files.readAllBytes(folder.resolve("copy.parquet"));
        int footer = java.nio.ByteBuffer.wrap(bytes)
                .order(java.nio.ByteOrder.LITTLE_ENDIAN)
                .getInt(bytes.length - 8);
        for (var column : Util.readFileMetaData(
                        new java.io.ByteArrayInputStream(bytes, bytes.length - 8 - footer, footer))
                .getRow_groups()
                .get(0)
                .getColumns()) {
            List<Encoding> encodings = column.getMeta_data().getEncodings();
            assertThat(encodings).hasSizeGreaterThan(1).isSorted();
        }
        assertThat(new String(bytes, bytes.length - 4, 4, StandardCharsets.US_ASCII))
                .isEqualTo("PAR1");
    }

    private static List<String> rows(Path file) throws IOException {
        List<String> rows = new java.util.ArrayList<>();
        try (ParquetReader<Group> reader =
                ParquetReader.builder(new GroupReadSupport(), file).build()) {
            for (Group row = reader.read(); row != null; row = reader.read()) {
                rows.add(row.toString());
            }
        }
        return rows;
    }
}
