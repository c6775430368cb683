package dev.millrace.trainer.interop;

import dev.millrace.trainer.spec.ElectraSpec;
import dev.millrace.trainer.spec.EncoderDecoderSpec;
import dev.millrace.trainer.spec.ModelSpec;
import dev.millrace.trainer.spec.Parameter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Takes a model's flat vector apart into the tensors of a file. */
final class WeightsWriter {
    private final ModelSpec model;
    private final Map<String, Parameter> sources;
    private final FlatArray flat;

    private WeightsWriter(ModelSpec model, Map<String, Parameter> sources, INDArray parameters) {
        this.model = model;
        this.sources = sources;
        this.flat = new FlatArray(parameters);
    }

    /** @param parameters [1, P], laid out as the specification says */
    static WeightsWriter of(ModelSpec model, INDArray parameters) {
        return new WeightsWriter(model, checked(model, parameters), parameters);
    }

    /** Of the discriminator within both. */
    static WeightsWriter discriminator(ElectraSpec both, INDArray parameters) {
        return new WeightsWriter(both.discriminator(), checked(both, parameters), parameters);
    }

    /** Of the generator within both. */
    static WeightsWriter generator(ElectraSpec both, INDArray parameters) {
        Map<String, Parameter> all = checked(both, parameters);
        Map<String, Parameter> own = new HashMap<>();
        for (Parameter parameter : both.generator().parameters()) {
            String prefix = ElectraSpec.isShared(parameter) ? "" : ElectraSpec.GENERATOR;
            own.put(parameter.name(), all.get(prefix + parameter.name()));
        }
        return new WeightsWriter(both.generator(), own, parameters);
    }

    void write(Path folder, OptionalInt endOfText) throws IOException {
        Family family = Families.of(model);
        ModelSpec held = family.held(model).orElseThrow();
        TensorNames names = family.names(held);
        SortedMap<String, Tensor> tensors = new TreeMap<>();
        for (Parameter parameter : held.parameters()) {
            for (TensorPart part : names.parts(parameter)) {
                tensors.put(part.tensor(), Tensor.floats(part.tensor(), part.shape(), () -> values(parameter, part)));
            }
        }
        OptionalInt start = held instanceof EncoderDecoderSpec ? OptionalInt.of(0) : OptionalInt.empty();
        Files.createDirectories(folder);
        new ModelConfiguration(held, endOfText, start).write(folder);
        Safetensors.write(
                folder.resolve(HuggingFace.WEIGHTS),
                List.copyOf(tensors.values()),
                new TreeMap<>(Map.of("format", "pt")));
    }

    private float[] values(Parameter parameter, TensorPart part) {
        float[] values = new float[Math.toIntExact(parameter.length())];
        // a bias that the model does not have is 0
        Parameter source = sources.get(parameter.name());
        if (source != null) {
            flat.read(source.offset(), values, values.length);
        }
        int width = parameter.shape().get(parameter.shape().size() - 1);
        return part.copyOut(values, width);
    }

    private static Map<String, Parameter> checked(ModelSpec spec, INDArray parameters) {
        if (parameters.length() != spec.parameterCount()) {
            throw new IllegalArgumentException(
                    "Invalid parameters: " + parameters.length() + " (must be " + spec.parameterCount() + ")");
        }
        return spec.parameters().stream().collect(Collectors.toMap(Parameter::name, Function.identity()));
    }
}
