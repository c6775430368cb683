package dev.millrace.pipeline.spark.report;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/** Small files below an output folder. */
record OutputFiles(FileSystem files, Path output) {
    /** Larger files are no manifests. */
    private static final long LARGEST = 256L << 20;

    private static final ObjectMapper JSON = new ObjectMapper();

    /** A JSON file's content; empty where there is no such file. */
    Optional<JsonNode> json(String path) throws IOException {
        Optional<byte[]> bytes = bytes(path);
        if (bytes.isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.of(JSON.readTree(bytes.get()));
        } catch (JsonProcessingException e) {
            throw new IOException(new Path(output, path) + ": is no JSON: " + e.getOriginalMessage(), e);
        }
    }

    Optional<Ledger> ledger(String stage) throws IOException {
        return json(stage + "/stage.json").map(json -> Ledger.of(stage, json));
    }

    /** Names in a folder, sorted, hidden ones left out; none where there is no such folder. */
    List<String> names(String folder) throws IOException {
        List<String> names = new ArrayList<>();
        try {
            for (FileStatus status : files.listStatus(new Path(output, folder))) {
                String name = status.getPath().getName();
                if (!name.startsWith(".") && !name.startsWith("_")) {
                    names.add(name);
                }
            }
        } catch (FileNotFoundException e) {
            return List.of();
        }
        names.sort(String::compareTo);
        return names;
    }

    Optional<byte[]> bytes(String path) throws IOException {
        Path file = new Path(output, path);
        try {
            long length = files.getFileStatus(file).getLen();
            if (length > LARGEST) {
                throw new IOException(file + ": has " + length + " bytes (must be at most " + LARGEST + ")");
            }
            try (InputStream in = files.open(file)) {
                return Optional.of(in.readAllBytes());
            }
        } catch (FileNotFoundException e) {
            return Optional.empty();
        }
    }
}
