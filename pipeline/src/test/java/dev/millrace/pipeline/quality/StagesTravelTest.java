package dev.millrace.pipeline.quality;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.pipeline.blocklist.UrlFilter;
import dev.millrace.pipeline.language.LanguageFilter;
import dev.millrace.pipeline.pii.PiiRedaction;
import dev.millrace.pipeline.stage.Stage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class StagesTravelTest {
    static Stream<Stage> stages() {
        return Stream.of(
                new LanguageFilter(LanguageFilter.Settings.defaults()),
                new GopherQuality(GopherQuality.Settings.defaults()),
                new GopherRepetition(GopherRepetition.defaults()),
                new C4Quality(C4Quality.Settings.defaults()),
                new FineWebQuality(FineWebQuality.Settings.defaults()),
                new C4Tfds(C4Tfds.Settings.defaults()),
                new C4Paragraphs(C4Paragraphs.Settings.defaults()),
                new DclmQuality(DclmQuality.Settings.defaults()),
                new DclmRepetition(DclmRepetition.defaults()),
                new RefinedWebLines(RefinedWebLines.Settings.defaults()),
                new DolmaGopher(DolmaGopher.Settings.defaults()),
                new DolmaC4(DolmaC4.Settings.defaults()),
                new BadWordFilter(BadWordFilter.Settings.defaults()),
                new StopWordShare(StopWordShare.Settings.defaults()),
                new SymbolShares(SymbolShares.Settings.defaults()),
                new Notices(Notices.Settings.defaults()),
                new UrlFilter(UrlFilter.Settings.defaults()),
                new PiiRedaction(PiiRedaction.Settings.defaults()));
    }

    @ParameterizedTest
    @MethodSource("stages")
    void judgesTheSameAfterTheJourneyAlsoWhenUsedBefore(Stage stage) throws IOException, ClassNotFoundException {
        String text = "Write to jane@a.example about the weather.\n";
        Object before = stage.apply(Judged.document(text));

        Stage travelled = copy(stage);

        assertThat(travelled.name()).isEqualTo(stage.name());
        assertThat(travelled.apply(Judged.document(text))).isEqualTo(before);
        assertThat(stage.apply(Judged.document(text))).isEqualTo(before);
    }

    private static Stage copy(Stage stage) throws IOException, ClassNotFoundException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
            out.writeObject(stage);
        }
        try (ObjectInputStream in = new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
            return (Stage) in.readObject();
        }
    }
}
