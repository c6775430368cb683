package dev.millrace.pipeline.report;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.millrace.pipeline.report.JobFunnel.StageFlow;
import java.util.List;
import org.junit.jupiter.api.Test;

class JobFunnelTest {

    @Test
    void refusesStagesThatLoseDocumentsBetweenThem() {
        List<StageFlow> stages = List.of(new StageFlow("a", 10, 8), new StageFlow("b", 7, 7));

        assertThatThrownBy(() -> new JobFunnel("job", 10, 7, stages))
                .hasMessage("Unbalanced funnel of job: b took in 7 documents (must be 8)");
    }

    @Test
    void refusesAJobThatKeepsMoreThanItsStagesLeft() {
        List<StageFlow> stages = List.of(new StageFlow("a", 10, 8));

        assertThatThrownBy(() -> new JobFunnel("job", 10, 9, stages))
                .hasMessage("Unbalanced funnel of job: kept 9 documents (must be 8, what its stages left)");
    }

    @Test
    void refusesAStageThatKeepsMoreThanItTookIn() {
        assertThatThrownBy(() -> new StageFlow("a", 3, 4))
                .hasMessage("Invalid kept: 4 (must be from 0 to 3, the documents in)");
    }
}
