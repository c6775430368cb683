package dev.millrace.trainer.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Optional;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class ScheduleTest {
    private static final Offset<Double> EXACT = within(1e-15);

    @Test
    void warmsUpLinearlyFromTheFirstStep() {
        Schedule schedule = new Schedule.Cosine(6e-4, 6e-5, 10, 110);
        assertThat(schedule.at(0)).isCloseTo(6e-5, EXACT);
        assertThat(schedule.at(4)).isCloseTo(3e-4, EXACT);
        assertThat(schedule.at(9)).isCloseTo(6e-4, EXACT);
    }

    /** Numbers computed apart from this code. */
    @Test
    void followsTheCosineToItsFloor() {
        Schedule schedule = new Schedule.Cosine(6e-4, 6e-5, 10, 110);
        assertThat(schedule.at(10)).isCloseTo(6e-4, EXACT);
        assertThat(schedule.at(35)).isCloseTo(.0005209188309203678, EXACT);
        assertThat(schedule.at(60)).isCloseTo(3.3e-4, EXACT);
        assertThat(schedule.at(85)).isCloseTo(.00013908116907963218, EXACT);
        assertThat(schedule.at(109)).isCloseTo(6.013322870125247e-05, EXACT);
        assertThat(schedule.at(500)).isCloseTo(6e-5, EXACT);
    }

    @Test
    void fallsInAStraightLine() {
        Schedule schedule = new Schedule.Linear(1, .2, 0, 8);
        assertThat(schedule.at(0)).isEqualTo(1);
        assertThat(schedule.at(2)).isCloseTo(.8, EXACT);
        assertThat(schedule.at(8)).isCloseTo(.2, EXACT);
        assertThat(schedule.at(9)).isCloseTo(.2, EXACT);
    }

    @Test
    void staysAtThePeakThenDecaysByTheRoot() {
        Schedule schedule = new Schedule.WarmupStableDecay(1, 0, 2, 100, .2);
        assertThat(schedule.at(0)).isEqualTo(.5);
        assertThat(schedule.at(2)).isEqualTo(1);
        assertThat(schedule.at(80)).isEqualTo(1);
        assertThat(schedule.at(85)).isCloseTo(1 - Math.sqrt(.25), EXACT);
        assertThat(schedule.at(100)).isCloseTo(0, EXACT);
    }

    @Test
    void restartsTheCosineInEverLongerCycles() {
        Schedule schedule = new Schedule.CosineRestarts(1, .2, 2, 100, 10, 2);
        assertThat(schedule.at(1)).isEqualTo(1);
        assertThat(schedule.at(2)).isEqualTo(1);
        assertThat(schedule.at(7)).isCloseTo(.6, EXACT);
        assertThat(schedule.at(12)).isEqualTo(1);
        assertThat(schedule.at(22)).isCloseTo(.6, EXACT);
        assertThat(schedule.at(32)).isEqualTo(1);
        assertThat(new Schedule.CosineRestarts(1, 0, 0, 100, 10, 1).at(1_000_000_005))
                .isCloseTo(.5, EXACT);
    }

    @Test
    void fallsAndRisesInTriangles() {
        Schedule schedule = new Schedule.Cyclical(1, .2, 2, 100, 8);
        assertThat(schedule.at(0)).isEqualTo(.5);
        assertThat(schedule.at(2)).isEqualTo(1);
        assertThat(schedule.at(4)).isCloseTo(.6, EXACT);
        assertThat(schedule.at(6)).isCloseTo(.2, EXACT);
        assertThat(schedule.at(8)).isCloseTo(.6, EXACT);
        assertThat(schedule.at(10)).isEqualTo(1);
    }

    @Test
    void fallsByAFactor() {
        Schedule schedule = new Schedule.StepDecay(1, .2, 2, 100, 10, .5);
        assertThat(schedule.at(11)).isEqualTo(1);
        assertThat(schedule.at(12)).isEqualTo(.5);
        assertThat(schedule.at(22)).isEqualTo(.25);
        assertThat(schedule.at(32)).isEqualTo(.2);
    }

    @Test
    void fallsWithTheRootOfTheSteps() {
        Schedule schedule = new Schedule.InverseRoot(1, .2, 4, 100);
        assertThat(schedule.at(3)).isEqualTo(1);
        assertThat(schedule.at(15)).isCloseTo(.5, EXACT);
        assertThat(schedule.at(399)).isEqualTo(.2);
        assertThat(new Schedule.InverseRoot(1, 0, 0, 100).at(3)).isCloseTo(.5, EXACT);
    }

    @Test
    void staysConstant() {
        assertThat(new Schedule.Constant(.01).at(1_000_000)).isEqualTo(.01);
    }

    @Test
    void isMadeFromSettings() {
        assertThat(ScheduleSettings.cosine(1e-3, 1e-4, 100).over(2000))
                .isEqualTo(new Schedule.Cosine(1e-3, 1e-4, 100, 2000));
        assertThat(new ScheduleSettings(
                                ScheduleSettings.Shape.WSD, 1, Optional.empty(), Optional.empty(), Optional.empty())
                        .over(10))
                .isEqualTo(new Schedule.WarmupStableDecay(1, 0, 0, 10, .2));
    }

    @Test
    void refusesSettingsThatWouldDoNothing() {
        assertThatThrownBy(() -> new ScheduleSettings(
                        ScheduleSettings.Shape.CONSTANT, 1, Optional.of(.1), Optional.empty(), Optional.empty()))
                .hasMessage("Invalid schedule: a constant one has neither floor nor warmup");
        assertThatThrownBy(() -> new ScheduleSettings(
                        ScheduleSettings.Shape.COSINE, 1, Optional.empty(), Optional.empty(), Optional.of(.1)))
                .hasMessage("Invalid decay: 0.1 (only a wsd schedule has one)");
        assertThatThrownBy(() -> new ScheduleSettings(
                        ScheduleSettings.Shape.COSINE,
                        1,
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.of(5L),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty()))
                .hasMessage("Invalid period: 5 (only a cosine-restarts or cyclical schedule has one)");
        assertThatThrownBy(() -> new Schedule.Cosine(1, 0, 11, 10))
                .hasMessage("Invalid warmup: 11 (must be from 0 to steps 10)");
    }
}
