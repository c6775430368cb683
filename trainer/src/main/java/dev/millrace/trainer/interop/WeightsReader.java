package dev.millrace.trainer.interop;

import dev.millrace.trainer.spec.ModelSpec;
import dev.millrace.trainer.spec.Parameter;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** Assembles a model's flat vector from the tensors of a file. */
final class WeightsReader {
    private final Path path;
    private final SafetensorsFile file;
    private final Family family;
    private final ModelSpec spec;
    private final TensorNames names;

    WeightsReader(Path path, SafetensorsFile file, Family family, ModelSpec spec) {
        this.path = path;
        this.file = file;
        this.family = family;
        this.spec = spec;
        this.names = family.names(spec);
    }

    /** [1, P]. */
    INDArray read() throws IOException {
        checkNames();
        INDArray parameters = Nd4j.create(DataType.FLOAT, 1, spec.parameterCount());
        FlatArray flat = new FlatArray(parameters);
        for (Parameter parameter : spec.parameters()) {
            float[] values = new float[Math.toIntExact(parameter.length())];
            int width = parameter.shape().get(parameter.shape().size() - 1);
            for (TensorPart part : names.parts(parameter)) {
                part.copyIn(file.floats(spelling(part.tensor())), values, width);
            }
            flat.write(parameter.offset(), values, values.length);
        }
        return parameters;
    }

    private void checkNames() throws IOException {
        Map<String, String> spellings = new HashMap<>();
        for (Parameter parameter : spec.parameters()) {
            for (TensorPart part : names.parts(parameter)) {
                TensorEntry entry = file.entry(spelling(part.tensor()));
                if (!entry.shape().equals(part.shape())) {
                    throw new IOException(path + ": tensor '" + entry.name() + "' is " + entry.describe() + " (must be "
                            + part.shape() + " by " + ModelConfiguration.FILE + ")");
                }
                spellings.put(part.tensor(), entry.name());
            }
        }
        Set<String> known = new HashSet<>(spellings.values());
        for (Map.Entry<String, String> copy : names.copies().entrySet()) {
            String name = spelling(copy.getKey());
            if (!known.contains(name) && file.tensors().containsKey(name)) {
                checkCopy(name, spellings.get(copy.getValue()));
                known.add(name);
            }
        }
        for (String name : file.tensors().keySet()) {
            if (!known.contains(name) && !family.ignored().matcher(name).matches()) {
                throw new IOException(path + ": tensor '" + name + "' is no part of the model that "
                        + ModelConfiguration.FILE + " describes");
            }
        }
    }

    private void checkCopy(String copy, String original) throws IOException {
        if (!Arrays.equals(file.floats(copy), file.floats(original))) {
            throw new IOException(path + ": tensor '" + copy + "' differs from '" + original + "' though "
                    + ModelConfiguration.FILE + " ties them");
        }
    }

    /** The name that the file has; the usual one when it has none. */
    private String spelling(String tensor) {
        return family.spellings(tensor).stream()
                .filter(name -> file.tensors().containsKey(name))
                .findFirst()
                .orElse(tensor);
    }
}
