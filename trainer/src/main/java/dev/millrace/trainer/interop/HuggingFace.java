package dev.millrace.trainer.interop;

import dev.millrace.trainer.loop.FlatVectors;
import dev.millrace.trainer.spec.ElectraSpec;
import dev.millrace.trainer.spec.ModelSpec;
import java.io.IOException;
import java.nio.file.Path;
import java.util.OptionalInt;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * A model as a Hugging Face folder: {@code config.json} beside {@value #WEIGHTS}, as transformers writes GPT-2, Llama,
 * Qwen2, Mixtral, BERT, ELECTRA and T5. What transformers has no form for is refused by its name.
 */
public final class HuggingFace {
    /** Name of the weights' file. */
    public static final String WEIGHTS = "model.safetensors";
    /** Folder of an ELECTRA's generator within that of its discriminator. */
    public static final String GENERATOR = "generator";

    private HuggingFace() {}

    /**
     * A model read from a folder.
     *
     * @param endOfText id of the token that ends a text
     * @param decoderStart id that a decoder behind an encoder begins with
     * @param parameters [1, P] float32, laid out as {@link ModelSpec#parameters()} says
     */
    public record Model(ModelSpec spec, OptionalInt endOfText, OptionalInt decoderStart, INDArray parameters) {}

    /**
     * Reads a folder. Tensors of F32, F64, F16 or BF16; old exports' other names for them, and their tensors that are
     * no parameters, are known.
     *
     * @throws IOException when a file is missing or malformed, or a tensor is missing, unknown or of another shape
     */
    public static Model read(Path folder) throws IOException {
        ModelConfiguration configuration = ModelConfiguration.read(folder);
        ModelSpec spec = configuration.spec();
        try (SafetensorsFile file = Safetensors.read(folder.resolve(WEIGHTS))) {
            INDArray parameters = new WeightsReader(folder.resolve(WEIGHTS), file, Families.of(spec), spec).read();
            return new Model(spec, configuration.endOfText(), configuration.decoderStart(), parameters);
        }
    }

    /**
     * Writes a folder's two files, over old ones. Same parameters, same bytes. Of an {@link ElectraSpec} it holds the
     * discriminator, and {@value #GENERATOR} within it the generator.
     *
     * @param parameters [1, P] float32
     */
    public static void write(Path folder, ModelSpec spec, INDArray parameters, OptionalInt endOfText)
            throws IOException {
        if (spec instanceof ElectraSpec electra) {
            WeightsWriter.discriminator(electra, parameters).write(folder, endOfText);
            WeightsWriter.generator(electra, parameters).write(folder.resolve(GENERATOR), endOfText);
        } else {
            WeightsWriter.of(spec, parameters).write(folder, endOfText);
        }
    }

    /** As {@link #write(Path, ModelSpec, INDArray, OptionalInt)}, from θ [P]. */
    public static void write(Path folder, ModelSpec spec, float[] parameters, OptionalInt endOfText)
            throws IOException {
        INDArray array = FlatVectors.create(parameters.length);
        FlatVectors.write(parameters, array);
        write(folder, spec, array, endOfText);
        array.close();
    }
}
