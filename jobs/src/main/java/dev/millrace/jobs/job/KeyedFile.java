package dev.millrace.jobs.job;

import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/**
 * A small JSON result that is there whole or not at all and says what it was made from: its field {@code key}.
 *
 * @param key of settings and inputs
 */
record KeyedFile(Path file, String key, Configuration hadoop) {
    private static final String KEY = "key";
    private static final JsonMapper JSON =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    /** What an earlier run left for the same key; empty when there is none. */
    <T> Optional<T> read(Class<T> type) throws IOException {
        try (InputStream in = file.getFileSystem(hadoop).open(file)) {
            return JSON.readTree(in) instanceof ObjectNode node
                            && node.path(KEY).asText().equals(key)
                    ? Optional.of(JSON.treeToValue(node.without(KEY), type))
                    : Optional.empty();
        } catch (FileNotFoundException e) {
            return Optional.empty();
        }
    }

    void write(Object result) throws IOException {
        ObjectNode node = JSON.createObjectNode().put(KEY, key);
        node.setAll((ObjectNode) JSON.valueToTree(result));
        FileSystem files = file.getFileSystem(hadoop);
        files.setWriteChecksum(false);
        Path aside = new Path(file.getParent(), "." + file.getName());
        try (OutputStream out = files.create(aside, true)) {
            out.write(JSON.writeValueAsBytes(node));
        }
        files.delete(file, false);
        if (!files.rename(aside, file)) {
            throw new IOException(aside + ": cannot be renamed to " + file.getName());
        }
    }
}
