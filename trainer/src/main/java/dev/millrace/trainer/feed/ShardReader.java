package dev.millrace.trainer.feed;

import dev.millrace.tokenizer.shard.ShardManifest;
import dev.millrace.tokenizer.shard.ShardSchema;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.column.ColumnReader;
import org.apache.parquet.column.impl.ColumnReadStoreImpl;
import org.apache.parquet.column.page.PageReadStore;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.metadata.BlockMetaData;
import org.apache.parquet.hadoop.metadata.ColumnChunkMetaData;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;

/**
 * Reads a shard whole and checks it against the manifest: bytes, digest, rows, width, ids. Errors begin with the file.
 */
final class ShardReader {
    private final Configuration configuration;
    private final ShardManifest manifest;

    ShardReader(Configuration configuration, ShardManifest manifest) {
        this.configuration = configuration;
        this.manifest = manifest;
    }

    ShardRows read(Path file, ShardManifest.Shard shard) throws IOException {
        if (shard.sequences() < 0 || shard.sequences() * (manifest.context() + 1.) > Integer.MAX_VALUE - Long.BYTES) {
            throw new IOException(file + ": " + shard.sequences() + " sequences of " + (manifest.context() + 1)
                    + " tokens are too many for one shard; pack into more shards");
        }
        byte[] bytes = bytes(file, shard);
        try (ParquetFileReader reader = ParquetFileReader.open(new MemoryFile(bytes))) {
            return rows(reader, (int) shard.sequences());
        } catch (IOException | RuntimeException e) { // Parquet reports damage as either
            throw new IOException(file + ": " + e.getMessage(), e);
        }
    }

    private byte[] bytes(Path file, ShardManifest.Shard shard) throws IOException {
        FileSystem files = file.getFileSystem(configuration);
        long length;
        try {
            length = files.getFileStatus(file).getLen();
        } catch (FileNotFoundException e) {
            throw new FileNotFoundException(file + ": is missing; the manifest names it");
        }
        if (length != shard.bytes() || length > Integer.MAX_VALUE - Long.BYTES) {
            throw new IOException(file + ": has " + length + " bytes (the manifest says " + shard.bytes()
                    + "; truncated or replaced?)");
        }
        byte[] bytes = new byte[(int) length];
        try (InputStream in = files.open(file)) {
            int read = in.readNBytes(bytes, 0, bytes.length);
            if (read < bytes.length) {
                throw new IOException(file + ": ends at byte " + read + " of " + bytes.length);
            }
        }
        String digest = sha256(bytes);
        if (!digest.equals(shard.sha256())) {
            throw new IOException(
                    file + ": has sha256 " + digest + " (the manifest says " + shard.sha256() + "; damaged?)");
        }
        return bytes;
    }

    private ShardRows rows(ParquetFileReader reader, int sequences) throws IOException {
        MessageType schema = reader.getFileMetaData().getSchema();
        for (String column : List.of(ShardSchema.INPUT_IDS, ShardSchema.LENGTH)) {
            if (!schema.containsField(column)) {
                throw new IOException("has no column " + column);
            }
        }
        MessageType wanted = new MessageType(
                schema.getName(), schema.getType(ShardSchema.INPUT_IDS), schema.getType(ShardSchema.LENGTH));
        reader.setRequestedSchema(wanted);
        if (reader.getRecordCount() != sequences) {
            throw new IOException("has " + reader.getRecordCount() + " rows (the manifest says " + sequences + ")");
        }
        int width = manifest.context() + 1;
        ShardRows rows = new ShardRows(new int[sequences * width], new int[sequences], manifest.context());
        ColumnDescriptor ids = integers(wanted, ShardSchema.INPUT_IDS);
        ColumnDescriptor lengths = integers(wanted, ShardSchema.LENGTH);
        int row = 0;
        for (BlockMetaData block : reader.getRowGroups()) {
            PageReadStore group = reader.readNextRowGroup();
            int count = (int) group.getRowCount();
            long values = values(block, ids);
            if (values != (long) count * (manifest.context() + 1) || row + count > sequences) {
                throw new IOException(ShardSchema.INPUT_IDS + " has " + values + " values in " + count
                        + " rows (must be " + (manifest.context() + 1) + " a row)");
            }
            ColumnReadStoreImpl columns = new ColumnReadStoreImpl(
                    group,
                    new IgnoredValues(wanted),
                    wanted,
                    reader.getFileMetaData().getCreatedBy());
            readIds(columns.getColumnReader(ids), rows, row, count);
            readLengths(columns.getColumnReader(lengths), rows, row, count);
            row += count;
        }
        return rows;
    }

    private void readIds(ColumnReader column, ShardRows rows, int first, int count) throws IOException {
        int width = manifest.context() + 1;
        int present = column.getDescriptor().getMaxDefinitionLevel();
        int at = first * width;
        for (int i = 0; i < count * width; i++) {
            boolean begins = column.getCurrentRepetitionLevel() == 0;
            if (begins != (i % width == 0) || column.getCurrentDefinitionLevel() != present) {
                throw new IOException("row " + (first + i / width) + " has not " + width + " ids");
            }
            int id = column.getInteger();
            if (id < 0 || id >= manifest.vocabularySize()) {
                throw new IOException("row " + (first + i / width) + " has token id " + id + " (must be from 0 to "
                        + (manifest.vocabularySize() - 1) + ")");
            }
            rows.ids()[at + i] = id;
            column.consume();
        }
    }

    private void readLengths(ColumnReader column, ShardRows rows, int first, int count) throws IOException {
        int present = column.getDescriptor().getMaxDefinitionLevel();
        for (int i = 0; i < count; i++) {
            int length = column.getCurrentDefinitionLevel() == present ? column.getInteger() : 0;
            if (length < 1 || length > manifest.context() + 1) {
                throw new IOException("row " + (first + i) + " has length " + length + " (must be from 1 to "
                        + (manifest.context() + 1) + ")");
            }
            rows.lengths()[first + i] = length;
            column.consume();
        }
    }

    private static long values(BlockMetaData block, ColumnDescriptor column) {
        return block.getColumns().stream()
                .filter(chunk -> Arrays.equals(chunk.getPath().toArray(), column.getPath()))
                .mapToLong(ColumnChunkMetaData::getValueCount)
                .sum();
    }

    private static ColumnDescriptor integers(MessageType schema, String field) throws IOException {
        List<ColumnDescriptor> columns = schema.getColumns().stream()
                .filter(column -> column.getPath()[0].equals(field))
                .toList();
        if (columns.size() != 1
                || columns.get(0).getPrimitiveType().getPrimitiveTypeName() != PrimitiveTypeName.INT32) {
            throw new IOException("column " + field + " is " + schema.getType(field) + " (must hold int32)");
        }
        return columns.get(0);
    }

    static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e); // every Java platform has it
        }
    }
}
