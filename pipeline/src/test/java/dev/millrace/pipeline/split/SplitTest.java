package dev.millrace.pipeline.split;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.millrace.pipeline.split.Split.Part;
import dev.millrace.pipeline.split.Split.Piece;
import dev.millrace.pipeline.split.SplitSettings.By;
import java.util.EnumMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SplitTest {
    @Test
    void sharesAreKeptAndEqualTextsStayTogether() {
        Split split = new Split(new SplitSettings(0.1, 0.05, By.DOCUMENT_HASH), 3);
        Map<Part, Integer> counts = new EnumMap<>(Part.class);
        for (int text = 0; text < 10_000; text++) {
            Part part = split.of("text-" + text);
            assertThat(split.of("text-" + text)).isEqualTo(part);
            counts.merge(part, 1, Integer::sum);
        }
        assertThat(counts.get(Part.VALIDATION)).isBetween(850, 1150);
        assertThat(counts.get(Part.TEST)).isBetween(390, 610);
    }

    @Test
    void documentsStayWholeWhenTheyAreDrawnByHash() {
        Split split = new Split(new SplitSettings(0.5, 0.5, By.DOCUMENT_HASH), 3);

        assertThat(split.pieces("to be or not")).singleElement().satisfies(piece -> {
            assertThat(piece.text()).isEqualTo("to be or not");
            assertThat(piece.part()).isNotEqualTo(Part.TRAIN);
        });
    }

    @Test
    void charactersAreCutByTheirPlaceInTheDocument() {
        Split last = new Split(new SplitSettings(0.1, 0, By.POSITION), 3);
        Split both = new Split(new SplitSettings(0.25, 0.25, By.POSITION), 3);

        // int(0.9 · 15) = 13 train; a character beyond the basic plane counts once
        assertThat(last.pieces("0123456789😀b cd"))
                .containsExactly(new Piece(Part.TRAIN, "0123456789😀b "), new Piece(Part.VALIDATION, "cd"));
        assertThat(both.pieces("abcdefgh"))
                .containsExactly(
                        new Piece(Part.TRAIN, "abcd"), new Piece(Part.VALIDATION, "ef"), new Piece(Part.TEST, "gh"));
        assertThat(last.pieces("a")).containsExactly(new Piece(Part.VALIDATION, "a"));
        assertThat(last.pieces("")).containsExactly(new Piece(Part.TRAIN, ""));
    }

    @Test
    void aContiguousSplitCountsCharactersAsCharacterLevelRecipesDo() {
        Split split = new Split(new SplitSettings(0.1, 0, By.POSITION), 1);

        assertThat(split.pieces("x".repeat(1_115_394)).stream()
                        .map(piece -> piece.text().length()))
                .containsExactly(1_003_854, 111_540);
    }

    @Test
    void refusesSharesThatLeaveNothing() {
        assertThatThrownBy(() -> new SplitSettings(0.6, 0.5, By.POSITION))
                .hasMessage("Invalid test: 0.5 (must be at most 0.4 beside validation)");
        assertThatThrownBy(() -> new SplitSettings(-0.1, 0, By.POSITION))
                .hasMessage("Invalid validation: -0.1 (must be 0 to 1)");
    }
}
