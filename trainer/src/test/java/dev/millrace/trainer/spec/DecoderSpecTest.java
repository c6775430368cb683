package dev.millrace.trainer.spec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DecoderSpecTest {
    @Test
    void countsTheParametersOfGpt2() {
        assertThat(DecoderSpec.gpt2(50257, 1024, 768, 12, 12).parameterCount()).isEqualTo(124_439_808);
        assertThat(DecoderSpec.gpt2(50257, 1024, 1600, 48, 25).parameterCount()).isEqualTo(1_557_611_200);
    }

    @Test
    void laysParametersOutWithoutGaps() {
        long end = 0;
        for (Parameter parameter : DecoderSpec.gpt2(11, 5, 6, 2, 3).parameters()) {
            assertThat(parameter.offset()).as(parameter.name()).isEqualTo(end);
            end = parameter.end();
        }
        assertThat(end).isEqualTo(DecoderSpec.gpt2(11, 5, 6, 2, 3).parameterCount());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "0|8|6|1|3|24|1e-5|Invalid vocabulary-size: 0 (must be > 0)",
                "9|-1|6|1|3|24|1e-5|Invalid context: -1 (must be > 0)",
                "9|8|0|1|3|24|1e-5|Invalid width: 0 (must be > 0)",
                "9|8|6|0|3|24|1e-5|Invalid layers: 0 (must be > 0)",
                "9|8|6|1|0|24|1e-5|Invalid heads: 0 (must be > 0)",
                "9|8|6|1|3|0|1e-5|Invalid hidden: 0 (must be > 0)",
                "9|8|6|1|4|24|1e-5|Invalid width: 6 (must be a multiple of the 4 heads)",
                "9|8|6|1|3|24|NaN|Invalid norm-epsilon: NaN (must be > 0 and < 1)",
                "9|8|32768|1|4|24|1e-5|Invalid width: 32768 makes a tensor of 3221225472 elements (must be at most 536870911)",
            })
    void refusesSizesThatMakeNoModel(
            int vocabularySize, int context, int width, int layers, int heads, int hidden, double epsilon, String why) {
        assertThatThrownBy(() -> DecoderSpec.gpt2(vocabularySize, context, width, layers, heads, hidden, epsilon))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(why);
    }
}
