package dev.millrace.trainer.generate;

import dev.millrace.trainer.layer.IncrementalDecoder;
import dev.millrace.trainer.loop.FlatVectors;
import dev.millrace.trainer.spec.EncoderDecoderSpec;
import dev.millrace.trainer.spec.ModelSpec;
import java.util.Arrays;
import java.util.OptionalInt;
import java.util.function.IntConsumer;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Continues token sequences by a decoder, or answers them by an encoder with a decoder. Keys and values are kept from
 * token to token; when a decoder's context is full, it goes on from the last half of it, read anew; behind an encoder it
 * stops. Serves one thread; same settings and prompt, same ids.
 */
public final class Generator implements AutoCloseable {
    /** What a decoder behind an encoder begins with: T5's id of filling. */
    public static final int DECODER_START = 0;

    private final IncrementalDecoder decoder;
    private final int context;
    private final int sourceContext;
    private final int decoderStart;
    private final int mostBeams;

    /** As {@link #Generator(ModelSpec, INDArray, int, int)}, of one continuation at once, from {@link #DECODER_START}. */
    public Generator(ModelSpec spec, INDArray parameters) {
        this(spec, parameters, 1, DECODER_START);
    }

    /**
     * @param parameters [1, P] float32, laid out as {@link ModelSpec#parameters()} says
     * @param mostBeams continuations that a search may keep
     * @param decoderStart id that a decoder behind an encoder begins with
     */
    public Generator(ModelSpec spec, INDArray parameters, int mostBeams, int decoderStart) {
        this.decoder = new IncrementalDecoder(spec, parameters, mostBeams);
        this.context = spec.context();
        this.sourceContext = spec instanceof EncoderDecoderSpec both ? both.sourceContext() : 0;
        this.decoderStart = decoderStart;
        this.mostBeams = mostBeams;
    }

    /**
     * @param parameters θ [P], copied
     * @param decoderStart as for {@link #Generator(ModelSpec, INDArray, int, int)}
     */
    public static Generator over(ModelSpec spec, float[] parameters, int mostBeams, int decoderStart) {
        INDArray array = FlatVectors.create(parameters.length);
        FlatVectors.write(parameters, array);
        return new Generator(spec, array, mostBeams, decoderStart);
    }

    /**
     * Continues a prompt until an end-of-text id or the maximum of tokens.
     *
     * @param prompt at least one id; of more than the context a decoder reads only the last half of a context, an
     *     encoder as many of the last as it can
     * @param endOfText ends the sequence and is not returned; absent: only the maximum does
     * @param each told every new id as soon as it is chosen
     * @return the new ids, without the prompt
     */
    public int[] generate(int[] prompt, SamplingSettings settings, OptionalInt endOfText, IntConsumer each) {
        int[] begun = begin(prompt);
        int most = decoder.hasEncoder() ? Math.min(settings.maximumTokens(), context) : settings.maximumTokens();
        int[] sequence = Arrays.copyOf(begun, Math.addExact(begun.length, most));
        Sampler sampler = new Sampler(settings);
        int read = 0;
        int end = begun.length;
        while (end < sequence.length) {
            if (decoder.length() + end - read > context) {
                decoder.restart();
                read = end - Math.max(1, context / 2);
            }
            float[] logits = decoder.read(Arrays.copyOfRange(sequence, read, end));
            read = end;
            int id = sampler.choose(logits, Arrays.copyOf(sequence, end));
            if (endOfText.isPresent() && endOfText.getAsInt() == id) {
                break;
            }
            sequence[end] = id;
            end++;
            each.accept(id);
        }
        return Arrays.copyOfRange(sequence, begun.length, end);
    }

    /**
     * The likeliest continuation of a prompt that a beam search finds, until an end-of-text id, the maximum of tokens,
     * or the end of the context.
     *
     * @param prompt as in {@link #generate}
     * @param endOfText ends a continuation and is not returned; absent: only its length does
     */
    public int[] search(int[] prompt, BeamSettings settings, OptionalInt endOfText) {
        if (settings.beams() > mostBeams) {
            throw new IllegalArgumentException(
                    "Invalid beams: " + settings.beams() + " (must be at most " + mostBeams + ")");
        }
        int[] begun = begin(prompt);
        int from = begun.length > context ? begun.length - Math.max(1, context / 2) : 0;
        float[] logits = decoder.read(Arrays.copyOfRange(begun, from, begun.length));
        int most = Math.min(settings.maximumTokens(), context - decoder.length() + 1);
        return new BeamSearch(decoder, settings, endOfText).run(logits, most);
    }

    /** Gives the memory back. */
    @Override
    public void close() {
        decoder.close();
    }

    /** The decoder's first ids. */
    private int[] begin(int[] prompt) {
        if (prompt.length == 0) {
            throw new IllegalArgumentException("Invalid prompt: no ids (must be at least one)");
        }
        if (!decoder.hasEncoder()) {
            decoder.restart();
            return prompt;
        }
        decoder.encode(Arrays.copyOfRange(prompt, Math.max(0, prompt.length - sourceContext), prompt.length));
        return new int[] {decoderStart};
    }
}
