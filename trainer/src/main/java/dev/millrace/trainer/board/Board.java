package dev.millrace.trainer.board;

import java.io.IOException;
import java.time.Clock;
import java.util.Locale;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.StreamCapabilities;

/**
 * One attempt of a run as an event file of TensorBoard's. A run that goes on adds a file to the folder; of the steps
 * that both files have TensorBoard shows the later one's. Holds the clock: its bytes differ from run to run.
 */
public final class Board implements AutoCloseable {
    private final Path file;
    private final Clock clock;
    private final FSDataOutputStream out;

    private Board(Path file, Clock clock, FSDataOutputStream out) {
        this.file = file;
        this.clock = clock;
        this.out = out;
    }

    /**
     * Begins a file.
     *
     * @param folder of any file system that Hadoop knows; made when missing
     * @param began step after which this attempt begins; 0 for a new run
     * @throws IOException when the file cannot be made; the message begins with it
     */
    public static Board open(Configuration configuration, String folder, long began, Clock clock) throws IOException {
        String name = String.format(
                Locale.ROOT,
                "events.out.tfevents.%010d.%d.%d",
                clock.instant().getEpochSecond(),
                ProcessHandle.current().pid(),
                began);
        Path file = new Path(folder, name);
        try {
            FileSystem files = file.getFileSystem(configuration);
            files.setWriteChecksum(false);
            Board board = new Board(file, clock, files.create(file, true));
            board.write(Event.version(board.seconds()));
            board.write(Event.start(board.seconds(), began + 1));
            board.flush();
            return board;
        } catch (IOException e) {
            throw failed(file, e);
        }
    }

    /** The file. */
    public String file() {
        return file.toString();
    }

    /**
     * Adds values of a step.
     *
     * @param values by tag, such as {@code loss/training}; a slash groups the charts
     * @throws IOException when the file cannot be written; the message begins with it
     */
    public void add(long step, Map<String, Double> values) throws IOException {
        write(Event.scalars(seconds(), step, values));
    }

    /** Lets readers see what was added, where the file system can do that before the file is closed. */
    public void flush() throws IOException {
        try {
            if (out.hasCapability(StreamCapabilities.HSYNC)) {
                out.hflush();
            } else {
                out.flush();
            }
        } catch (IOException e) {
            throw failed(file, e);
        }
    }

    @Override
    public void close() throws IOException {
        try {
            out.close();
        } catch (IOException e) {
            throw failed(file, e);
        }
    }

    private void write(Message event) throws IOException {
        try {
            out.write(TfRecord.frame(event.toBytes()));
        } catch (IOException e) {
            throw failed(file, e);
        }
    }

    private double seconds() {
        return clock.millis() / 1e3;
    }

    private static IOException failed(Path file, IOException cause) {
        return new IOException(file + ": cannot be written: " + cause.getMessage(), cause);
    }
}
