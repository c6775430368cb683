package dev.millrace.trainer.spec;

import java.util.ArrayList;
import java.util.List;

/**
 * A generator that fills masked tokens in and a discriminator that finds them, trained together; they share the
 * embedding's tables. The flat vector holds the discriminator, then the generator without its embedding's tables.
 * Source: Clark et al., arXiv 2003.10555.
 *
 * @param generator with a masked-language head
 * @param discriminator with a head for replaced tokens; what is kept after training
 */
public record ElectraSpec(EncoderSpec generator, EncoderSpec discriminator) implements ModelSpec {
    /** Before the names of the generator's layers. */
    public static final String GENERATOR = "generator_";

    public ElectraSpec {
        if (generator.vocabularySize() != discriminator.vocabularySize()
                || generator.context() != discriminator.context()
                || generator.segments() != discriminator.segments()
                || generator.embeddingWidth() != discriminator.embeddingWidth()) {
            throw new IllegalArgumentException(
                    "Invalid generator: vocabulary, context, segments and embedding width must be the discriminator's");
        }
        if (!(generator.head() instanceof HeadSpec.MaskedLanguage)
                || !(discriminator.head() instanceof HeadSpec.Replaced)) {
            throw new IllegalArgumentException(
                    "Invalid heads: a generator has a masked-language head, a discriminator one for replaced tokens");
        }
    }

    @Override
    public int vocabularySize() {
        return discriminator.vocabularySize();
    }

    @Override
    public int context() {
        return discriminator.context();
    }

    @Override
    public List<Parameter> parameters() {
        List<Parameter> all = new ArrayList<>(discriminator.parameters());
        long end = discriminator.parameterCount();
        for (Parameter parameter : generator.parameters()) {
            if (!isShared(parameter)) {
                Parameter moved = new Parameter(GENERATOR + parameter.layer(), parameter.key(), parameter.shape(), end);
                all.add(moved);
                end = moved.end();
            }
        }
        return List.copyOf(all);
    }

    /** Whether a parameter of the generator is the discriminator's. */
    public static boolean isShared(Parameter parameter) {
        return parameter.layer().equals(ParameterList.EMBEDDING)
                && !parameter.key().startsWith("projection");
    }
}
