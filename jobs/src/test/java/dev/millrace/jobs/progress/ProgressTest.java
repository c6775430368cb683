package dev.millrace.jobs.progress;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class ProgressTest {
    private final ByteArrayOutputStream screen = new ByteArrayOutputStream();
    private final PrintStream out = new PrintStream(screen, true, StandardCharsets.UTF_8);
    private final AtomicLong clock = new AtomicLong();

    private Progress on(Surface surface) {
        return new Progress(new Line("dedupe", "documents"), surface, clock::get);
    }

    private void seconds(double seconds) {
        clock.set((long) (seconds * 1e9));
    }

    private String shown() {
        String text = screen.toString(StandardCharsets.UTF_8);
        screen.reset();
        return text;
    }

    @Test
    void drawsOneLineOverOnATerminal() {
        Progress progress = on(new Bar(out, 100));
        progress.total(4000);
        progress.advance(900);
        progress.advance(100);
        seconds(10);
        progress.tick();
        assertThat(shown())
                .isEqualTo("\r\u001b[Kdedupe          [=======>                      ]  25%  "
                        + "1,000/4,000 documents  100/s  0:30 left");
        progress.reach(4000);
        seconds(65);
        progress.tick();
        assertThat(shown())
                .isEqualTo("\r\u001b[Kdedupe          [==============================] 100%  "
                        + "4,000/4,000 documents  62/s");
        progress.close();
        assertThat(shown()).isEqualTo("\r\u001b[K");
        progress.tick();
        assertThat(shown()).isEmpty();
    }

    @Test
    void fitsANarrowTerminal() {
        Progress progress = on(new Bar(out, 30));
        progress.total(4000);
        progress.advance(1000);
        seconds(10);
        progress.tick();
        assertThat(shown()).isEqualTo("\r\u001b[Kdedupe           25%  1,000/4");
    }

    @Test
    void saysWhatIsDoneWhenTheTotalIsUnknown() {
        Progress progress = on(new Bar(out, 80));
        progress.advance(5);
        seconds(2);
        progress.tick();
        assertThat(shown()).isEqualTo("\r\u001b[Kdedupe          5 documents  2.5/s  0:02");
    }

    @Test
    void printsPlainLinesRarely() {
        Progress progress = on(new Lines(out));
        progress.total(4000);
        for (int tenth = 0; tenth < 120; tenth++) {
            seconds(tenth / 10.0);
            progress.reach(tenth * 10L);
            progress.tick();
        }
        progress.close();
        assertThat(shown()).isEqualTo("""
                        dedupe           12%  500/4,000 documents  100/s  0:35 left
                        dedupe           25%  1,000/4,000 documents  100/s  0:30 left
                        """);
    }
}
