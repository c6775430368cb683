package dev.millrace.trainer.optimise;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.millrace.trainer.spec.DecoderSpec;
import dev.millrace.trainer.spec.Parameter;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class GroupingTest {
    private static final List<Parameter> PARAMETERS =
            DecoderSpec.gpt2(32, 16, 8, 3, 2).parameters();

    @Test
    void decaysMatricesOnly() {
        ParameterGroups groups = Grouping.plain().of(PARAMETERS, .1);
        for (int i = 0; i < PARAMETERS.size(); i++) {
            assertThat(groups.groups().get(i).weightDecay())
                    .isEqualTo(PARAMETERS.get(i).isMatrix() ? .1 : 0);
            assertThat(groups.groups().get(i).rate()).isEqualTo(1);
        }
    }

    @Test
    void givesMatricesOfBlocksAsWholes() {
        ParameterGroups.Group qkv = group(Grouping.plain(), "block1_qkvWeight");
        assertThat(qkv.rows()).isEqualTo(8);
        assertThat(qkv.columns()).isEqualTo(24);
        assertThat(group(Grouping.plain(), "embedding_tokens").rows()).isZero();
        assertThat(group(Grouping.plain(), "block1_qkvBias").rows()).isZero();
    }

    @Test
    void takesTheFirstSettingsThatMatch() {
        Grouping grouping = new Grouping(
                List.of(
                        new GroupSettings("block?_mlp*Weight", Optional.of(.5), Optional.empty()),
                        new GroupSettings("block*", Optional.of(.25), Optional.of(.3))),
                Optional.empty());
        assertThat(group(grouping, "block0_mlpInWeight").rate()).isEqualTo(.5);
        assertThat(group(grouping, "block0_mlpInWeight").weightDecay()).isEqualTo(.1);
        assertThat(group(grouping, "block2_qkvBias").rate()).isEqualTo(.25);
        assertThat(group(grouping, "block2_qkvBias").weightDecay()).isEqualTo(.3);
        assertThat(group(grouping, "embedding_tokens").rate()).isEqualTo(1);
    }

    @Test
    void slowsWhatIsNearTheInput() {
        Grouping grouping = new Grouping(List.of(), Optional.of(.8));
        assertThat(group(grouping, "block2_qkvBias").rate()).isCloseTo(.8, within(1e-15));
        assertThat(group(grouping, "block0_qkvBias").rate()).isCloseTo(.512, within(1e-15));
        assertThat(group(grouping, "embedding_tokens").rate()).isCloseTo(.4096, within(1e-15));
        assertThat(group(grouping, "head_normGain").rate()).isEqualTo(1);
    }

    @Test
    void refusesWhatWouldDoNothing() {
        assertThatThrownBy(() -> new Grouping(
                                List.of(new GroupSettings("blok*", Optional.of(.5), Optional.empty())),
                                Optional.empty())
                        .of(PARAMETERS, .1))
                .hasMessage("Invalid groups: blok* matches no parameter (they are named as embedding_tokens)");
        assertThatThrownBy(() -> new GroupSettings("block*", Optional.empty(), Optional.empty()))
                .hasMessage("Invalid name: block* (must have a rate or a weight-decay)");
        assertThatThrownBy(() -> new Grouping(List.of(), Optional.of(0.)))
                .hasMessage("Invalid depth rate decay: 0.0 (must be over 0 to 1)");
    }

    @Test
    void refusesGroupsThatOverlap() {
        assertThatThrownBy(() -> new ParameterGroups(
                        List.of(new ParameterGroups.Group(0, 5, 1, 0), new ParameterGroups.Group(4, 9, 1, 0))))
                .hasMessageStartingWith("Invalid group: ")
                .hasMessageEndingWith("(must begin at or after 5)");
    }

    private static ParameterGroups.Group group(Grouping grouping, String name) {
        List<ParameterGroups.Group> groups = grouping.of(PARAMETERS, .1).groups();
        for (int i = 0; i < PARAMETERS.size(); i++) {
            if (PARAMETERS.get(i).name().equals(name)) {
                return groups.get(i);
            }
        }
        throw new IllegalArgumentException(name);
    }
}
