package dev.millrace.pipeline.blocklist;

import dev.millrace.pipeline.stage.ResourceException;
import dev.millrace.pipeline.storage.Storage;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.zip.GZIPInputStream;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.Path;

/**
 * A file of one entry a line, UTF-8, gzipped where its name ends in {@code .gz}. White space around an entry, blank
 * lines and lines that begin with {@code #} count for nothing.
 */
public final class ListFile {
    private static final int LONGEST = 4096;

    private ListFile() {}

    /** What becomes of an entry. */
    public interface Reader {
        /** @throws IllegalArgumentException when the entry is none of its kind */
        void read(String entry);
    }

    /** @throws ResourceException naming file and line when it is missing, no text, or has an entry of another kind */
    public static void read(String file, Reader reader) {
        lines(file, line -> {
            String entry = line.strip();
            if (!entry.isEmpty() && !entry.startsWith("#")) {
                reader.read(entry);
            }
        });
    }

    /**
     * Reads every line as it stands, without its end; an empty last one is none.
     *
     * @throws ResourceException naming file and line when it is missing, no text, or has an entry of another kind
     */
    public static void lines(String file, Reader reader) {
        long line = 0;
        try (InputStream in = open(file)) {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            int c;
            do {
                c = in.read();
                if (c >= 0 && c != '\n') {
                    bytes.write(c);
                    if (bytes.size() > LONGEST) {
                        throw bad(file, line + 1, "more than " + LONGEST + " bytes; a list has one entry a line");
                    }
                    continue;
                }
                line++;
                String entry = entry(bytes, file, line);
                bytes.reset();
                if (c >= 0 || !entry.isEmpty()) {
                    read(entry, reader, file, line);
                }
            } while (c >= 0);
        } catch (IOException e) {
            String where = line == 0 ? file : file + ":" + (line + 1);
            throw new ResourceException(where + ": can't be read: " + reason(e), e);
        }
    }

    /**
     * Path, length and time of a file, which tell its content apart from another.
     *
     * @throws ResourceException when it is missing
     */
    public static String stamp(String file) {
        try {
            Path path = new Path(file);
            FileStatus status = path.getFileSystem(Storage.settings()).getFileStatus(path);
            if (status.isDirectory()) {
                throw new ResourceException(file + ": is a folder; name the file");
            }
            return file + "|" + status.getLen() + "|" + status.getModificationTime();
        } catch (FileNotFoundException e) {
            throw new ResourceException(file + ": no such file", e);
        } catch (IOException e) {
            throw new ResourceException(file + ": can't be read: " + reason(e), e);
        }
    }

    /**
     * SHA-256 of a file's bytes, in hexadecimal.
     *
     * @throws ResourceException when it is missing
     */
    public static String digest(String file) {
        stamp(file);
        Path path = new Path(file);
        try (InputStream in = path.getFileSystem(Storage.settings()).open(path)) {
            MessageDigest sha = MessageDigest.getInstance("SHA-256");
            byte[] buffer = new byte[1 << 16];
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                sha.update(buffer, 0, read);
            }
            return HexFormat.of().formatHex(sha.digest());
        } catch (IOException e) {
            throw new ResourceException(file + ": can't be read: " + reason(e), e);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("This Java lacks SHA-256", e);
        }
    }

    private static InputStream open(String file) throws IOException {
        Path path = new Path(file);
        InputStream in =
                new BufferedInputStream(path.getFileSystem(Storage.settings()).open(path), 1 << 16);
        return file.endsWith(".gz") ? new BufferedInputStream(new GZIPInputStream(in, 1 << 16), 1 << 16) : in;
    }

    private static String entry(ByteArrayOutputStream bytes, String file, long line) {
        try {
            String entry = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes.toByteArray()))
                    .toString();
            if (entry.endsWith("\r")) {
                entry = entry.substring(0, entry.length() - 1);
            }
            if (entry.chars().anyMatch(c -> c < ' ' && c != '\t')) {
                throw bad(file, line, "has control characters; a list is plain text");
            }
            return entry;
        } catch (CharacterCodingException e) {
            throw bad(file, line, "is no UTF-8; a list is plain text");
        }
    }

    private static void read(String entry, Reader reader, String file, long line) {
        try {
            reader.read(entry);
        } catch (IllegalArgumentException e) {
            throw bad(file, line, e.getMessage());
        }
    }

    private static ResourceException bad(String file, long line, String problem) {
        return new ResourceException(file + ":" + line + ": " + problem);
    }

    private static String reason(IOException e) {
        String message = e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
        return message.lines().findFirst().orElse(message);
    }
}
