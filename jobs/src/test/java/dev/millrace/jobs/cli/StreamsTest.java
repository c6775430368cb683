package dev.millrace.jobs.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class StreamsTest {
    /** Reads all of its standard input. */
    static final class Reader {
        private Reader() {}

        public static void main(String[] arguments) throws Exception {
            System.out.print(Streams.ofProcess().in().readNBytes(1 << 20).length);
        }
    }

    @Test
    void readsAPipe() throws Exception {
        Process reader = new ProcessBuilder(
                        ProcessHandle.current().info().command().orElseThrow(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Reader.class.getName())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        reader.getOutputStream().write("<p>page".getBytes(StandardCharsets.UTF_8));
        reader.getOutputStream().close();
        try (InputStream out = reader.getInputStream()) {
            assertThat(new String(out.readAllBytes(), StandardCharsets.UTF_8)).isEqualTo("7");
        }
        assertThat(reader.waitFor(60, TimeUnit.SECONDS)).isTrue();
    }
}
