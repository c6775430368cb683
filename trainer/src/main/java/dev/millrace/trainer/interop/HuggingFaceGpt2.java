package dev.millrace.trainer.interop;

import dev.millrace.trainer.loop.FlatVectors;
import dev.millrace.trainer.spec.DecoderSpec;
import dev.millrace.trainer.spec.ModelConfiguration;
import dev.millrace.trainer.spec.Parameter;
import dev.millrace.trainer.spec.ParameterList;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;

/**
 * A GPT-2 model as a Hugging Face folder: {@code config.json} beside {@value #WEIGHTS}. Tensors have the names and the
 * inputs × outputs layout of {@code GPT2LMHeadModel}, so none is transposed.
 */
public final class HuggingFaceGpt2 {
    /** Name of the weights' file. */
    public static final String WEIGHTS = "model.safetensors";

    private static final String PREFIX = "transformer.";
    private static final String BLOCK = "h.";
    /** Masks that old exports carry, and the tied head. */
    private static final List<String> IGNORED_ENDINGS = List.of(".attn.bias", ".attn.masked_bias", "lm_head.weight");

    private static final Map<String, String> NAMES = Map.ofEntries(
            Map.entry(ParameterList.TOKENS, "wte.weight"),
            Map.entry(ParameterList.POSITIONS, "wpe.weight"),
            Map.entry(ParameterList.ATTENTION_NORM_GAIN, "ln_1.weight"),
            Map.entry(ParameterList.ATTENTION_NORM_BIAS, "ln_1.bias"),
            Map.entry(ParameterList.QKV_WEIGHT, "attn.c_attn.weight"),
            Map.entry(ParameterList.QKV_BIAS, "attn.c_attn.bias"),
            Map.entry(ParameterList.ATTENTION_OUT_WEIGHT, "attn.c_proj.weight"),
            Map.entry(ParameterList.ATTENTION_OUT_BIAS, "attn.c_proj.bias"),
            Map.entry(ParameterList.MLP_NORM_GAIN, "ln_2.weight"),
            Map.entry(ParameterList.MLP_NORM_BIAS, "ln_2.bias"),
            Map.entry(ParameterList.MLP_IN_WEIGHT, "mlp.c_fc.weight"),
            Map.entry(ParameterList.MLP_IN_BIAS, "mlp.c_fc.bias"),
            Map.entry(ParameterList.MLP_OUT_WEIGHT, "mlp.c_proj.weight"),
            Map.entry(ParameterList.MLP_OUT_BIAS, "mlp.c_proj.bias"),
            Map.entry(ParameterList.NORM_GAIN, "ln_f.weight"),
            Map.entry(ParameterList.NORM_BIAS, "ln_f.bias"));

    private HuggingFaceGpt2() {}

    /**
     * A model read from a folder.
     *
     * @param parameters [1, P] float32
     */
    public record Model(DecoderSpec spec, OptionalInt endOfText, INDArray parameters) {}

    /**
     * Reads a folder. Names may lack the prefix {@code transformer.}, as in exports of the bare model.
     *
     * @throws IOException when a file is missing or malformed, or a tensor is missing, unknown or of another shape
     */
    public static Model read(Path folder) throws IOException {
        ModelConfiguration configuration = ModelConfiguration.read(folder);
        DecoderSpec spec = (DecoderSpec) configuration.spec();
        try (SafetensorsFile file = Safetensors.read(folder.resolve(WEIGHTS))) {
            String prefix = file.tensors().containsKey(PREFIX + "wte.weight") ? PREFIX : "";
            checkNames(folder, file, spec, prefix);
            INDArray parameters = Nd4j.create(DataType.FLOAT, 1, spec.parameterCount());
            for (Parameter parameter : spec.parameters()) {
                file.read(prefix + name(parameter), part(parameters, parameter));
            }
            return new Model(spec, configuration.endOfText(), parameters);
        }
    }

    /**
     * Writes a folder's two files, over old ones. Same parameters, same bytes.
     *
     * @param parameters [1, P] float32
     */
    public static void write(Path folder, DecoderSpec spec, INDArray parameters, OptionalInt endOfText)
            throws IOException {
        Files.createDirectories(folder);
        SortedMap<String, Tensor> tensors = new TreeMap<>();
        for (Parameter parameter : spec.parameters()) {
            String name = PREFIX + name(parameter);
            tensors.put(name, Tensor.floats(name, part(parameters, parameter), shape(parameter)));
        }
        Safetensors.write(
                folder.resolve(WEIGHTS), List.copyOf(tensors.values()), new TreeMap<>(Map.of("format", "pt")));
        new ModelConfiguration(spec, endOfText).write(folder);
    }

    /** As {@link #write(Path, DecoderSpec, INDArray, OptionalInt)}, from θ [P]. */
    public static void write(Path folder, DecoderSpec spec, float[] parameters, OptionalInt endOfText)
            throws IOException {
        INDArray array = FlatVectors.create(parameters.length);
        FlatVectors.write(parameters, array);
        write(folder, spec, array, endOfText);
        array.close();
    }

    /** Name of a parameter in Hugging Face's GPT-2, without the prefix {@code transformer.} */
    public static String name(Parameter parameter) {
        String name = NAMES.get(parameter.key());
        return parameter.layer().startsWith(ParameterList.BLOCK)
                ? BLOCK + parameter.layer().substring(ParameterList.BLOCK.length()) + "." + name
                : name;
    }

    private static INDArray part(INDArray parameters, Parameter parameter) {
        return parameters
                .reshape(new long[] {parameters.length()})
                .get(NDArrayIndex.interval(parameter.offset(), parameter.end()));
    }

    private static long[] shape(Parameter parameter) {
        return parameter.shape().stream().mapToLong(Integer::longValue).toArray();
    }

    private static void checkNames(Path folder, SafetensorsFile file, DecoderSpec spec, String prefix)
            throws IOException {
        Set<String> expected = new HashSet<>();
        for (Parameter parameter : spec.parameters()) {
            String name = prefix + name(parameter);
            expected.add(name);
            List<Long> shape =
                    parameter.shape().stream().map(Integer::longValue).toList();
            if (!file.entry(name).shape().equals(shape)) {
                throw new IOException(folder.resolve(WEIGHTS) + ": tensor '" + name + "' is "
                        + file.entry(name).describe() + " (must be " + shape + " by " + ModelConfiguration.FILE + ")");
            }
        }
        for (String name : file.tensors().keySet()) {
            if (!expected.contains(name) && IGNORED_ENDINGS.stream().noneMatch(name::endsWith)) {
                throw new IOException(folder.resolve(WEIGHTS) + ": tensor '" + name + "' is no part of GPT-2");
            }
        }
    }
}
