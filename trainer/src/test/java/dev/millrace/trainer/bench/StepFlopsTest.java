package dev.millrace.trainer.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.millrace.trainer.kernel.Activation;
import dev.millrace.trainer.spec.BlockSpec;
import dev.millrace.trainer.spec.DecoderSpec;
import dev.millrace.trainer.spec.EncoderSpec;
import dev.millrace.trainer.spec.FeedForwardSpec;
import dev.millrace.trainer.spec.HeadSpec;
import dev.millrace.trainer.spec.ModelSpec;
import dev.millrace.trainer.spec.Parameter;
import dev.millrace.trainer.spec.ParameterList;
import java.util.Set;
import org.junit.jupiter.api.Test;

class StepFlopsTest {
    private static final Set<String> TABLES =
            Set.of(ParameterList.TOKENS, ParameterList.POSITIONS, ParameterList.SEGMENTS);

    /** C[rows, columns] += A[rows, inner]·B: a multiplication and an addition an element of the inner dimension. */
    private static double product(long rows, long inner, long columns) {
        return 2. * rows * inner * columns;
    }

    /** Elements of all matrices but the tables. */
    private static double matrices(ModelSpec model) {
        return model.parameters().stream()
                .filter(parameter -> parameter.isMatrix() && !TABLES.contains(parameter.key()))
                .mapToLong(Parameter::length)
                .sum();
    }

    @Test
    void countsTheProductsOfGpt2() {
        long width = 256;
        long context = 256;
        int sequences = 8;
        long tokens = sequences * context;
        double forward = product(tokens, width, 8192);
        for (int layer = 0; layer < 4; layer++) {
            forward += product(tokens, width, 3 * width);
            forward += product(tokens, width, width);
            forward += product(tokens, width, 4 * width);
            forward += product(tokens, 4 * width, width);
            for (int head = 0; head < 4 * sequences; head++) {
                forward += product(context, width / 4, context) / 2;
                forward += product(context, context, width / 4) / 2;
            }
        }
        double step = new StepFlops(DecoderSpec.gpt2(8192, 256, 256, 4, 4), sequences).of(tokens);
        assertThat(step).isEqualTo(3 * forward);
        assertThat(step / 1e9).isCloseTo(67.65, within(.01));
    }

    @Test
    void countsEveryMatrixOfLlamaOnce() {
        // 4 heads of width 6 share 2 of keys and values
        DecoderSpec llama = DecoderSpec.llama(101, 16, 24, 3, 4, 2, 40);
        double attention = 6. * 3 * 5 * 16 * 16 * 24;
        assertThat(new StepFlops(llama, 5).of(5 * 16)).isEqualTo(6 * matrices(llama) * 5 * 16 + attention);
    }

    @Test
    void countsTheHeadWhereSomethingIsPredicted() {
        BlockSpec block = EncoderSpec.bertBlock(24, 4, 56, 1e-12);
        EncoderSpec bert = EncoderSpec.bert(101, 16, 3, block, HeadSpec.MaskedLanguage.Extra.NONE);
        StepFlops flops = new StepFlops(bert, 5);
        // every token sees every token; the head: a transform and the token table
        double attention = 12. * 3 * 5 * 16 * 16 * 24;
        double blocks = 6. * (matrices(bert) - 24 * 24) * 5 * 16;
        assertThat(flops.of(0)).isEqualTo(blocks + attention);
        assertThat(flops.of(7) - flops.of(0)).isEqualTo(6. * 7 * (24 * 24 + 24 * 101));
    }

    @Test
    void countsTheChosenExperts() {
        DecoderSpec dense = DecoderSpec.llama(101, 16, 24, 3, 4, 2, 40);
        BlockSpec block = dense.block();
        FeedForwardSpec routed = new FeedForwardSpec(
                40,
                Activation.SILU,
                FeedForwardSpec.Form.GATED,
                FeedForwardSpec.Bias.NONE,
                new FeedForwardSpec.Experts(8, 2, 0));
        DecoderSpec experts = new DecoderSpec(
                101,
                16,
                3,
                new BlockSpec(24, block.attention(), routed, block.norm(), block.positions(), 0),
                dense.output());
        double oneMore = 3 * 24 * 40;
        double router = 24 * 8;
        assertThat(new StepFlops(experts, 1).of(16) - new StepFlops(dense, 1).of(16))
                .isEqualTo(6 * 16 * 3 * (oneMore + router));
    }
}
