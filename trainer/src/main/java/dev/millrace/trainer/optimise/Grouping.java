package dev.millrace.trainer.optimise;

import dev.millrace.trainer.spec.Parameter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Groups of a model's parameters, one for each tensor. Matrices decay, norms and biases do not, where no settings say
 * otherwise; the first settings that match a name hold it.
 *
 * <p>With a depth decay δ, block i of n in a stack learns at δⁿ⁻ⁱ of the rate, the stack's embedding at δⁿ⁺¹, all else at
 * the whole rate. Source: Clark et al., arXiv 2003.10555, appendix B; Howard and Ruder, arXiv 1801.06146.
 */
public final class Grouping {
    private static final Pattern BLOCK = Pattern.compile("(.*)block(\\d+)", Pattern.CASE_INSENSITIVE);
    private static final Pattern EMBEDDING = Pattern.compile("(.*)embedding", Pattern.CASE_INSENSITIVE);
    private static final String WEIGHT = "Weight";

    private final List<GroupSettings> settings;
    private final Optional<Double> depthDecay;

    /** @param depthDecay δ, over 0 to 1 */
    public Grouping(List<GroupSettings> settings, Optional<Double> depthDecay) {
        this.settings = List.copyOf(settings);
        this.depthDecay = depthDecay;
        depthDecay.ifPresent(decay -> {
            if (!(decay > 0 && decay <= 1)) {
                throw new IllegalArgumentException("Invalid depth rate decay: " + decay + " (must be over 0 to 1)");
            }
        });
    }

    /** Nothing but the decay of matrices. */
    public static Grouping plain() {
        return new Grouping(List.of(), Optional.empty());
    }

    /**
     * @param weightDecay λ of matrices
     * @throws IllegalArgumentException when settings match no parameter
     */
    public ParameterGroups of(List<Parameter> parameters, double weightDecay) {
        List<Pattern> patterns = settings.stream().map(GroupSettings::pattern).toList();
        for (int i = 0; i < patterns.size(); i++) {
            Pattern pattern = patterns.get(i);
            if (parameters.stream().noneMatch(one -> pattern.matcher(one.name()).matches())) {
                throw new IllegalArgumentException(
                        "Invalid groups: " + settings.get(i).name()
                                + " matches no parameter (they are named as "
                                + parameters.get(0).name() + ")");
            }
        }
        Map<String, Integer> blocks = blocks(parameters);
        List<ParameterGroups.Group> groups = new ArrayList<>();
        for (Parameter parameter : parameters) {
            Optional<GroupSettings> own = Optional.empty();
            for (int i = 0; i < patterns.size() && own.isEmpty(); i++) {
                if (patterns.get(i).matcher(parameter.name()).matches()) {
                    own = Optional.of(settings.get(i));
                }
            }
            groups.add(group(
                    parameter,
                    own.flatMap(GroupSettings::rate).orElse(1.) * depth(parameter.layer(), blocks),
                    own.flatMap(GroupSettings::weightDecay).orElse(parameter.isMatrix() ? weightDecay : 0)));
        }
        return new ParameterGroups(groups);
    }

    private static ParameterGroups.Group group(Parameter parameter, double rate, double weightDecay) {
        List<Integer> shape = parameter.shape();
        boolean whole = parameter.isMatrix()
                && parameter.key().endsWith(WEIGHT)
                && BLOCK.matcher(parameter.layer()).matches();
        return new ParameterGroups.Group(
                Math.toIntExact(parameter.offset()),
                Math.toIntExact(parameter.end()),
                rate,
                weightDecay,
                whole ? shape.get(shape.size() - 2) : 0,
                whole ? shape.get(shape.size() - 1) : 0);
    }

    private double depth(String layer, Map<String, Integer> blocks) {
        if (depthDecay.isEmpty()) {
            return 1;
        }
        Matcher block = BLOCK.matcher(layer);
        if (block.matches()) {
            int number = Integer.parseInt(block.group(2));
            return StrictMath.pow(depthDecay.get(), blocks.get(stack(block)) - number);
        }
        Matcher embedding = EMBEDDING.matcher(layer);
        return embedding.matches() ? StrictMath.pow(depthDecay.get(), blocks.getOrDefault(stack(embedding), 0) + 1) : 1;
    }

    /** Number of blocks by stack. */
    private static Map<String, Integer> blocks(List<Parameter> parameters) {
        Map<String, Integer> blocks = new HashMap<>();
        for (Parameter parameter : parameters) {
            Matcher block = BLOCK.matcher(parameter.layer());
            if (block.matches()) {
                blocks.merge(stack(block), Integer.parseInt(block.group(2)) + 1, Math::max);
            }
        }
        return blocks;
    }

    private static String stack(Matcher layer) {
        return layer.group(1).toLowerCase(Locale.ROOT);
    }
}
