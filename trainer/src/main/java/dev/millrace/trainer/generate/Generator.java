package dev.millrace.trainer.generate;

import dev.millrace.trainer.layer.IncrementalDecoder;
import dev.millrace.trainer.loop.FlatVectors;
import dev.millrace.trainer.spec.DecoderSpec;
import dev.millrace.trainer.spec.ModelSpec;
import java.util.Arrays;
import java.util.OptionalInt;
import java.util.function.IntConsumer;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Continues token sequences. Keys and values are kept from token to token; when the context is full, it goes on from
 * the last half of it, read anew. Serves one thread; same settings and prompt, same ids.
 */
public final class Generator implements AutoCloseable {
    private final IncrementalDecoder decoder;
    private final int context;

    /**
     * @param parameters [1, P] float32, laid out as {@link ModelSpec#parameters()} says
     */
    public Generator(ModelSpec spec, INDArray parameters) {
        if (!(spec instanceof DecoderSpec decoderSpec)) {
            throw new IllegalArgumentException("Invalid model: no generation for " + spec);
        }
        this.decoder = new IncrementalDecoder(decoderSpec, parameters);
        this.context = spec.context();
    }

    /** @param parameters θ [P], copied */
    public static Generator over(ModelSpec spec, float[] parameters) {
        INDArray array = FlatVectors.create(parameters.length);
        FlatVectors.write(parameters, array);
        return new Generator(spec, array);
    }

    /**
     * Continues a prompt until an end-of-text id or the maximum of tokens.
     *
     * @param prompt at least one id; of more than the context only the last half of a context is read
     * @param endOfText ends the sequence and is not returned; absent: only the maximum does
     * @param each told every new id as soon as it is chosen
     * @return the new ids, without the prompt
     */
    public int[] generate(int[] prompt, SamplingSettings settings, OptionalInt endOfText, IntConsumer each) {
        if (prompt.length == 0) {
            throw new IllegalArgumentException("Invalid prompt: no ids (must be at least one)");
        }
        int[] sequence = Arrays.copyOf(prompt, Math.addExact(prompt.length, settings.maximumTokens()));
        Sampler sampler = new Sampler(settings);
        decoder.restart();
        int read = 0;
        int end = prompt.length;
        while (end < sequence.length) {
            if (decoder.length() + end - read > context) {
                decoder.restart();
                read = end - Math.max(1, context / 2);
            }
            float[] logits = decoder.read(Arrays.copyOfRange(sequence, read, end));
            read = end;
            int id = sampler.choose(logits);
            if (endOfText.isPresent() && endOfText.getAsInt() == id) {
                break;
            }
            sequence[end] = id;
            end++;
            each.accept(id);
        }
        return Arrays.copyOfRange(sequence, prompt.length, end);
    }

    /** Gives the memory back. */
    @Override
    public void close() {
        decoder.close();
    }
}
