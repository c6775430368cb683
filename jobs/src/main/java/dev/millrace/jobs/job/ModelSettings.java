package dev.millrace.jobs.job;

import dev.millrace.trainer.kernel.Activation;
import dev.millrace.trainer.spec.AttentionSpec;
import dev.millrace.trainer.spec.BlockSpec;
import dev.millrace.trainer.spec.DecoderSpec;
import dev.millrace.trainer.spec.FeedForwardSpec;
import dev.millrace.trainer.spec.ModelSpec;
import dev.millrace.trainer.spec.NormSpec;
import dev.millrace.trainer.spec.Output;
import dev.millrace.trainer.spec.Positions;
import java.util.Optional;

/**
 * A model; vocabulary and context are those of the shards. What is absent is as the architecture has it.
 *
 * @param width of the residual stream, a multiple of {@code heads}
 * @param layers number of blocks
 * @param heads attention heads of a block
 * @param keyValueHeads heads of keys and values, a divisor of {@code heads}; as many when absent
 * @param hidden width of the hidden layers; 4·width when absent, 8/3 of it when gated
 * @param activation of the hidden layers
 * @param biases what adds one
 * @param norm formula of the norms
 * @param normPlace before each sublayer or after
 * @param positions how it knows where a token stands
 * @param rotaryBase of rotary positions
 * @param experts a mixture of them instead of one hidden layer
 * @param dropout share of activations that are zeroed while training
 * @param output whether the head has a matrix of its own
 */
public record ModelSettings(
        Architecture architecture,
        int width,
        int layers,
        int heads,
        Optional<Integer> keyValueHeads,
        Optional<Integer> hidden,
        Optional<Activation> activation,
        Optional<Biases> biases,
        Optional<NormSpec.Kind> norm,
        Optional<NormSpec.Place> normPlace,
        Optional<PositionKind> positions,
        Optional<Double> rotaryBase,
        Optional<ExpertsSettings> experts,
        double dropout,
        Optional<Output> output) {

    /** What adds a bias. */
    public enum Biases {
        /** Every projection but the head, and every norm that has one. */
        ALL,
        /** Queries, keys and values. */
        INPUTS,
        NONE
    }

    /** How a model knows where a token stands. */
    public enum PositionKind {
        LEARNED,
        SINUSOIDAL,
        ROTARY,
        ALIBI,
        RELATIVE
    }

    /**
     * A mixture of experts.
     *
     * @param count of experts
     * @param chosen of them for each token
     * @param balance factor of the load-balancing loss
     */
    public record ExpertsSettings(int count, int chosen, double balance) {
        public ExpertsSettings {
            new FeedForwardSpec.Experts(count, chosen, balance);
        }
    }

    public ModelSettings {
        if (rotaryBase.isPresent() && !(positions(architecture, positions, rotaryBase) instanceof Positions.Rotary)) {
            throw new IllegalArgumentException("Invalid rotary base: positions are not rotary");
        }
        if (layers < 1) {
            throw new IllegalArgumentException("Invalid layers: " + layers + " (must be > 0)");
        }
    }

    /** Of a decoder. */
    ModelSpec spec(int vocabularySize, int context) {
        BlockSpec block = block(AttentionSpec.Visibility.CAUSAL);
        return new DecoderSpec(vocabularySize, context, layers, block, output.orElse(architecture.output()));
    }

    /** What each block is. */
    BlockSpec block(AttentionSpec.Visibility visibility) {
        if (width < 1 || heads < 1 || width % heads != 0) {
            throw new IllegalArgumentException(
                    "Invalid width: " + width + " (must be a multiple of the " + heads + " heads)");
        }
        boolean biased = biases.map(Biases.ALL::equals).orElse(architecture.bias() == AttentionSpec.Bias.ALL);
        NormSpec.Kind kind = norm.orElse(architecture.norm());
        if (kind == NormSpec.Kind.LAYER && biases.filter(Biases.NONE::equals).isPresent()) {
            kind = NormSpec.Kind.LAYER_WITHOUT_BIAS;
        }
        AttentionSpec attention = new AttentionSpec(
                heads,
                keyValueHeads.orElse(heads),
                width / heads,
                visibility,
                architecture == Architecture.T5 ? AttentionSpec.Scale.ONE : AttentionSpec.Scale.INVERSE_ROOT,
                attentionBias());
        FeedForwardSpec network = new FeedForwardSpec(
                hidden.orElseGet(() -> architecture.hidden(width)),
                activation.orElse(architecture.activation()),
                architecture.form(),
                biased && experts.isEmpty() ? FeedForwardSpec.Bias.BOTH : FeedForwardSpec.Bias.NONE,
                routing());
        return new BlockSpec(
                width,
                attention,
                network,
                new NormSpec(kind, normPlace.orElse(architecture.place()), epsilon()),
                positions(architecture, positions, rotaryBase),
                dropout);
    }

    private AttentionSpec.Bias attentionBias() {
        return biases.map(chosen -> switch (chosen) {
                    case ALL -> AttentionSpec.Bias.ALL;
                    case INPUTS -> AttentionSpec.Bias.INPUTS;
                    case NONE -> AttentionSpec.Bias.NONE;
                })
                .orElse(architecture.bias());
    }

    private FeedForwardSpec.Routing routing() {
        if (experts.isPresent()) {
            ExpertsSettings chosen = experts.get();
            return new FeedForwardSpec.Experts(chosen.count(), chosen.chosen(), chosen.balance());
        }
        if (architecture == Architecture.MIXTRAL) {
            return new FeedForwardSpec.Experts(8, 2, .02);
        }
        return new FeedForwardSpec.Dense();
    }

    private double epsilon() {
        return switch (architecture) {
            case BERT -> 1e-12;
            case QWEN2, T5 -> 1e-6;
            default -> 1e-5;
        };
    }

    private static Positions positions(
            Architecture architecture, Optional<PositionKind> kind, Optional<Double> rotaryBase) {
        Positions chosen = kind.<Positions>map(named -> switch (named) {
                    case LEARNED -> new Positions.Learned();
                    case SINUSOIDAL -> new Positions.Sinusoidal();
                    case ROTARY -> new Positions.Rotary(10_000);
                    case ALIBI -> new Positions.Alibi();
                    case RELATIVE -> new Positions.Relative(32, 128);
                })
                .orElse(architecture.positions());
        return chosen instanceof Positions.Rotary && rotaryBase.isPresent()
                ? new Positions.Rotary(rotaryBase.get())
                : chosen;
    }
}
