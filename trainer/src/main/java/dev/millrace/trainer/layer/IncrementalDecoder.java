package dev.millrace.trainer.layer;

import dev.millrace.trainer.kernel.Kernels;
import dev.millrace.trainer.kernel.Matrix;
import dev.millrace.trainer.spec.BlockSpec;
import dev.millrace.trainer.spec.DecoderSpec;
import dev.millrace.trainer.spec.EncoderDecoderSpec;
import dev.millrace.trainer.spec.HeadSpec;
import dev.millrace.trainer.spec.ModelSpec;
import dev.millrace.trainer.spec.ParameterList;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * A decoder that reads sequences piece by piece and keeps their keys and values, so that each further token costs one
 * token's pass; behind an encoder, also those of what the encoder made. It begins with one sequence, which several may
 * {@linkplain #follow follow}. Serves one thread.
 */
public final class IncrementalDecoder implements AutoCloseable {
    private final ModelSpec spec;
    private final int width;
    private final Workbench bench = new Workbench(Kernels.of(DataType.FLOAT));
    private final KeyValueCache cache;
    private final Embedding embedding;
    private final List<Block> blocks = new ArrayList<>();
    private final Head head;
    private final Optional<IncrementalEncoder> encoder;
    private Optional<Matrix> source = Optional.empty();

    /** Of one sequence. */
    public IncrementalDecoder(ModelSpec spec, INDArray flat) {
        this(spec, flat, 1);
    }

    /**
     * @param flat [1, P] float32, laid out as {@link ModelSpec#parameters()} says; read, not kept apart
     * @param most sequences that there may be at once
     */
    public IncrementalDecoder(ModelSpec spec, INDArray flat, int most) {
        if (flat.length() != spec.parameterCount()) {
            throw new IllegalArgumentException(
                    "Invalid parameters: " + flat.length() + " elements (must be " + spec.parameterCount() + ")");
        }
        this.spec = spec;
        this.cache = new KeyValueCache(bench.kernels(), most, spec.context());
        Kernels kernels = bench.kernels();
        FlatTensors tensors = new FlatTensors(spec, flat);
        HeadSpec headSpec;
        if (spec instanceof DecoderSpec decoder) {
            encoder = Optional.empty();
            embedding = Embedding.of(
                    kernels, ParameterList.EMBEDDING, decoder.embedding(), tensors.of(ParameterList.EMBEDDING));
            headSpec = decoder.head();
            width = decoder.block().width();
            addBlocks(decoder.layers(), ParameterList.BLOCK, decoder.block(), tensors);
        } else if (spec instanceof EncoderDecoderSpec both) {
            IncrementalEncoder first = new IncrementalEncoder(bench, both, tensors);
            encoder = Optional.of(first);
            embedding = Embedding.sharing(
                    kernels,
                    ParameterList.DECODER_EMBEDDING,
                    both.decoderEmbedding(),
                    tensors.of(ParameterList.DECODER_EMBEDDING),
                    first.table());
            headSpec = both.head();
            width = both.decoderBlock().width();
            addBlocks(both.decoderLayers(), ParameterList.DECODER_BLOCK, both.decoderBlock(), tensors);
        } else {
            throw new IllegalArgumentException("Invalid model: no decoder in " + spec);
        }
        head = Head.of(kernels, ParameterList.HEAD, headSpec, tensors.of(ParameterList.HEAD), embedding.table());
    }

    /** Whether it must be told what to {@linkplain #encode encode} first. */
    public boolean hasEncoder() {
        return encoder.isPresent();
    }

    /** Tokens read so far, of each sequence. */
    public int length() {
        return cache.length();
    }

    /** Forgets what was read; of several sequences one is left. */
    public void restart() {
        cache.restart(0);
    }

    /** Gives the encoder what it shall read, at least one id and no more than its context, and restarts. */
    public void encode(int[] ids) {
        cache.restart();
        source = Optional.of(encoder.orElseThrow().read(ids));
    }

    /** From now on as many sequences as there are numbers, each as the sequence of that number is. */
    public void follow(int[] parents) {
        cache.follow(parents);
    }

    /**
     * Reads further tokens of the one sequence, at least one and no more than the context has room for.
     *
     * @return [V] logits of the token after them
     */
    public float[] read(int[] ids) {
        if (cache.sequences() != 1) {
            throw new IllegalStateException("One sequence's tokens for " + cache.sequences() + " sequences");
        }
        return read(ids, 1)[0];
    }

    /**
     * Reads one further token of each sequence.
     *
     * @param ids [B]
     * @return [B, V] logits of the tokens after them
     */
    public float[][] readEach(int[] ids) {
        if (cache.sequences() != ids.length) {
            throw new IllegalStateException(ids.length + " tokens for " + cache.sequences() + " sequences");
        }
        return read(ids, ids.length);
    }

    @Override
    public void close() {
        cache.close();
        bench.close();
        encoder.ifPresent(IncrementalEncoder::close);
    }

    private void addBlocks(int count, String prefix, BlockSpec block, FlatTensors tensors) {
        for (int layer = 0; layer < count; layer++) {
            String name = prefix + layer;
            blocks.add(
                    encoder.isPresent()
                            ? Block.withCrossAttention(bench.kernels(), name, block, tensors.of(name))
                            : Block.of(bench.kernels(), name, block, tensors.of(name)));
        }
    }

    private float[][] read(int[] ids, int sequences) {
        int room = spec.context() - cache.length();
        int count = ids.length / sequences;
        if (count == 0 || count > room) {
            throw new IllegalArgumentException("Invalid ids: " + count + " (must be from 1 to " + room + ")");
        }
        check(ids, spec.vocabularySize());
        Pass pass = new Pass(bench, Pass.Shape.next(sequences, count, cache.length()));
        pass.use(cache);
        source.ifPresent(rows -> pass.use(source(rows, sequences)));
        Matrix x = bench.scratch("stream", ids.length, width);
        Matrix y = bench.scratch("nextStream", ids.length, width);
        embedding.forward(ids, new int[0], x, pass, bench.passing());
        for (Block block : blocks) {
            block.forward(x, y, pass, bench.passing());
            Matrix swapped = x;
            x = y;
            y = swapped;
        }
        cache.advance(count);
        Matrix last = bench.scratch("lastRows", sequences, width);
        for (int i = 0; i < sequences; i++) {
            bench.kernels().copy(x.rows((i + 1) * count - 1, 1), last.rows(i, 1));
        }
        return logits(last);
    }

    /** What the encoder made, once for each sequence. */
    private Source source(Matrix rows, int sequences) {
        int[] lengths = new int[sequences];
        Arrays.fill(lengths, rows.rows());
        if (sequences == 1) {
            return Source.of(rows, lengths);
        }
        Matrix all = bench.scratch("sources", sequences * rows.rows(), rows.columns());
        for (int i = 0; i < sequences; i++) {
            bench.kernels().copy(rows, all.rows(i * rows.rows(), rows.rows()));
        }
        return Source.of(all, lengths);
    }

    private float[][] logits(Matrix last) {
        Matrix logits = bench.scratch("allLogits", last.rows(), head.columns());
        Pass pass = new Pass(bench, Pass.Shape.next(last.rows(), 1, cache.length() - 1));
        head.predict(last, logits, pass, bench.passing());
        float[][] values = new float[last.rows()][head.columns()];
        for (int r = 0; r < values.length; r++) {
            for (int i = 0; i < values[r].length; i++) {
                values[r][i] = (float) logits.at(r, i);
            }
        }
        return values;
    }

    static void check(int[] ids, int vocabularySize) {
        for (int id : ids) {
            if (id < 0 || id >= vocabularySize) {
                throw new IllegalArgumentException(
                        "Invalid token id: " + id + " (must be from 0 to " + (vocabularySize - 1) + ")");
            }
        }
    }
}
