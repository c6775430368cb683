package dev.millrace.trainer.optimise;

import dev.millrace.trainer.optimise.AdamWSettings.BiasCorrection;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * An optimiser as a configuration names it; what is absent is as the kind has it, and a key that the kind does not use
 * is refused.
 *
 * @param kind which optimiser
 * @param beta1 .9 when absent; not for {@code sgd}; for {@code muon} of what is no matrix of a block
 * @param beta2 .95 when absent, .999 for {@code adam}, .99 for {@code lion}; as beta1
 * @param epsilon 1e-8 when absent; for {@code adamw}, {@code adam}, {@code muon}
 * @param biasCorrection exact when absent; for {@code adamw}, {@code muon}
 * @param momentum 0 when absent for {@code sgd}, .95 for {@code muon}; for these only
 * @param lookahead none when absent; for {@code sgd} only
 * @param weightDecay .1 when absent, 0 for {@code adam} and {@code sgd}
 */
public record OptimiserKeys(
        Kind kind,
        Optional<Double> beta1,
        Optional<Double> beta2,
        Optional<Double> epsilon,
        Optional<BiasCorrection> biasCorrection,
        Optional<Double> momentum,
        Optional<SgdSettings.Lookahead> lookahead,
        Optional<Double> weightDecay) {

    /** The optimisers there are. */
    public enum Kind {
        ADAMW,
        ADAM,
        SGD,
        LION,
        MUON
    }

    public OptimiserKeys {
        only("beta1", beta1, kind, Kind.ADAMW, Kind.ADAM, Kind.LION, Kind.MUON);
        only("beta2", beta2, kind, Kind.ADAMW, Kind.ADAM, Kind.LION, Kind.MUON);
        only("epsilon", epsilon, kind, Kind.ADAMW, Kind.ADAM, Kind.MUON);
        only("bias correction", biasCorrection, kind, Kind.ADAMW, Kind.MUON);
        only("momentum", momentum, kind, Kind.SGD, Kind.MUON);
        only("lookahead", lookahead, kind, Kind.SGD);
        settings(kind, beta1, beta2, epsilon, biasCorrection, momentum, lookahead, weightDecay); // refuses its numbers
    }

    /** A kind with its own numbers. */
    public static OptimiserKeys of(Kind kind) {
        return new OptimiserKeys(
                kind,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    /** The optimiser's own settings. */
    public OptimiserSettings settings() {
        return settings(kind, beta1, beta2, epsilon, biasCorrection, momentum, lookahead, weightDecay);
    }

    private static OptimiserSettings settings(
            Kind kind,
            Optional<Double> beta1,
            Optional<Double> beta2,
            Optional<Double> epsilon,
            Optional<BiasCorrection> biasCorrection,
            Optional<Double> momentum,
            Optional<SgdSettings.Lookahead> lookahead,
            Optional<Double> weightDecay) {
        AdamWSettings adamW = new AdamWSettings(
                beta1.orElse(.9),
                beta2.orElse(.95),
                epsilon.orElse(1e-8),
                weightDecay.orElse(.1),
                biasCorrection.orElse(BiasCorrection.EXACT));
        return switch (kind) {
            case ADAMW -> adamW;
            case ADAM ->
                new AdamSettings(beta1.orElse(.9), beta2.orElse(.999), epsilon.orElse(1e-8), weightDecay.orElse(0.));
            case SGD ->
                new SgdSettings(
                        momentum.orElse(0.), lookahead.orElse(SgdSettings.Lookahead.NONE), weightDecay.orElse(0.));
            case LION -> new LionSettings(beta1.orElse(.9), beta2.orElse(.99), weightDecay.orElse(.1));
            case MUON -> new MuonSettings(momentum.orElse(.95), adamW);
        };
    }

    private static void only(String name, Optional<?> value, Kind kind, Kind... users) {
        if (value.isPresent() && !List.of(users).contains(kind)) {
            String names = Arrays.stream(users)
                    .map(user -> user.name().toLowerCase(Locale.ROOT))
                    .collect(Collectors.joining(", "));
            throw new IllegalArgumentException(
                    "Invalid " + name + ": " + value.get() + " (only for optimiser " + names + ")");
        }
    }
}
