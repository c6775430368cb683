package dev.millrace.pipeline.stage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.pipeline.document.Document;
import dev.millrace.pipeline.document.DocumentId;
import dev.millrace.pipeline.document.Provenance;
import dev.millrace.pipeline.outcome.Outcome;
import dev.millrace.pipeline.outcome.Rejection;
import java.util.List;
import org.junit.jupiter.api.Test;

class StageChainTest {
    private static final Document DOCUMENT = Document.of(
                    new DocumentId("0".repeat(32)), new Provenance("test", 0, ""), "the mill")
            .withMeasure("earlier", 1);

    /** Measures the length of a text, and rejects what is longer. */
    private record Longest(int limit) implements Stage {
        @Override
        public String name() {
            return "longest";
        }

        @Override
        public Outcome apply(Document document) {
            int length = document.text().length();
            Document measured = document.withMeasure("longest.length", length);
            return length > limit
                    ? Outcome.rejected(measured, Rejection.measured("longest", "too-long", length, limit))
                    : Outcome.kept(measured.withText("edited"));
        }
    }

    private static Outcome through(int limit, KeepMeasures keep) {
        return new StageChain("chain", List.of(new Longest(limit)), keep).apply(DOCUMENT);
    }

    @Test
    void keepsMeasuresOfKeptAndOfRejected() {
        assertThat(through(8, KeepMeasures.ALL).document().measures()).containsOnlyKeys("earlier", "longest.length");
        assertThat(through(7, KeepMeasures.ALL).document().measures()).containsOnlyKeys("earlier", "longest.length");
    }

    @Test
    void withoutThemDecisionsAndEditsAreTheSame() {
        assertThat(through(8, KeepMeasures.NONE)).isEqualTo(Outcome.kept(DOCUMENT.withText("edited")));
        assertThat(through(7, KeepMeasures.NONE))
                .isEqualTo(Outcome.rejected(DOCUMENT, Rejection.measured("longest", "too-long", 8, 7)));
    }

    @Test
    void anotherListOfStagesKeepsTheSame() {
        StageChain chain = new StageChain("chain", List.of(), KeepMeasures.NONE);

        assertThat(chain.with(List.of(new Longest(8)))
                        .apply(DOCUMENT)
                        .document()
                        .measures())
                .containsOnlyKeys("earlier");
    }
}
