package dev.millrace.trainer.model;

import dev.millrace.trainer.interop.HuggingFace;
import dev.millrace.trainer.interop.Safetensors;
import dev.millrace.trainer.interop.SafetensorsFile;
import dev.millrace.trainer.interop.Tensor;
import dev.millrace.trainer.interop.TensorEntry;
import dev.millrace.trainer.objective.ModelBatch;
import dev.millrace.trainer.objective.SpanBoundaries;
import dev.millrace.trainer.objective.TokenRows;
import dev.millrace.trainer.spec.DecoderSpec;
import dev.millrace.trainer.spec.EncoderDecoderSpec;
import dev.millrace.trainer.spec.EncoderSpec;
import dev.millrace.trainer.spec.HeadSpec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.nd4j.linalg.api.ndarray.INDArray;

/** A tiny model that transformers wrote, what it was given and asked, and what it answered. */
final class GoldenModel implements AutoCloseable {
    private static final int NONE = -100;

    final Path folder;
    final HuggingFace.Model model;
    private final SafetensorsFile golden;

    GoldenModel(String name) throws IOException {
        folder = Reference.path("models/hf-tiny").resolve(name);
        model = HuggingFace.read(folder);
        golden = Safetensors.read(folder.resolve("golden.safetensors"));
    }

    float[] output(String name) throws IOException {
        return golden.floats("output." + name);
    }

    boolean has(String tensor) {
        return golden.tensors().containsKey(tensor);
    }

    /** Their gradients as our flat vector: read as if they were weights. */
    INDArray gradient(Path aside) throws IOException {
        List<Tensor> tensors = new ArrayList<>();
        for (TensorEntry entry : golden.tensors().values()) {
            if (entry.name().startsWith("grad.")) {
                addGradient(tensors, entry.name().substring("grad.".length()), entry);
            }
        }
        Files.copy(folder.resolve("config.json"), aside.resolve("config.json"));
        Safetensors.write(aside.resolve(HuggingFace.WEIGHTS), tensors, new TreeMap<>());
        return HuggingFace.read(aside).parameters();
    }

    /** Experts are stacked while transformers trains, and apart in files. */
    private void addGradient(List<Tensor> tensors, String name, TensorEntry entry) throws IOException {
        float[] values = golden.floats(entry.name());
        long[] shape = entry.shape().stream().mapToLong(Long::longValue).toArray();
        if (name.endsWith("mlp.gate.weight")) {
            tensors.add(Tensor.floats(name.replace("mlp.gate", "block_sparse_moe.gate"), values, shape));
        } else if (name.endsWith("experts.down_proj")) {
            addExperts(tensors, name.replace("mlp.experts.down_proj", ""), values, shape, "w2");
        } else if (name.endsWith("experts.gate_up_proj")) {
            addExperts(tensors, name.replace("mlp.experts.gate_up_proj", ""), values, shape, "w1", "w3");
        } else {
            tensors.add(Tensor.floats(name, values, shape));
        }
    }

    private static void addExperts(List<Tensor> tensors, String prefix, float[] values, long[] shape, String... parts) {
        int rows = (int) shape[1] / parts.length;
        int columns = (int) shape[2];
        for (int part = 0; part < shape[0] * parts.length; part++) {
            String name = prefix + "block_sparse_moe.experts." + part / parts.length + "." + parts[part % parts.length]
                    + ".weight";
            int size = rows * columns;
            tensors.add(Tensor.floats(name, Arrays.copyOfRange(values, part * size, (part + 1) * size), rows, columns));
        }
    }

    /** Weighted so that the gradient is that of the mean over the batch. */
    ModelBatch batch() throws IOException {
        TokenRows input = rows("input_ids");
        if (model.spec() instanceof DecoderSpec) {
            return batch(input, Optional.empty(), shifted(), new int[0]);
        }
        if (model.spec() instanceof EncoderDecoderSpec) {
            int[] labels = labels();
            int context = labels.length / input.sequences();
            int[] ids = new int[labels.length];
            for (int i = 0; i < ids.length; i++) {
                ids[i] = i % context == 0 ? 0 : Math.max(0, labels[i - 1]);
            }
            int[] lengths = new int[input.sequences()];
            Arrays.fill(lengths, context);
            TokenRows decoder = new TokenRows(ids, input.sequences(), context, lengths, new int[0], new int[0]);
            return batch(input, Optional.of(decoder), labels, new int[0]);
        }
        return encoderBatch(input, (EncoderSpec) model.spec());
    }

    private ModelBatch encoderBatch(TokenRows input, EncoderSpec spec) throws IOException {
        if (spec.head() instanceof HeadSpec.Classifier) {
            int[] none = new int[input.ids().length];
            Arrays.fill(none, -1);
            return batch(input, Optional.empty(), none, labels());
        }
        if (spec.head() instanceof HeadSpec.Replaced) {
            float[] replaced = golden.floats("input.labels");
            int[] targets = new int[replaced.length];
            for (int i = 0; i < targets.length; i++) {
                boolean filling = i % input.context() >= input.lengths()[i / input.context()];
                targets[i] = filling ? -1 : Math.round(replaced[i]);
            }
            return batch(input, Optional.empty(), targets, new int[0]);
        }
        int[] classes = has("input.next_sentence_label") ? integers("input.next_sentence_label") : new int[0];
        return batch(input, Optional.empty(), labels(), classes);
    }

    private static ModelBatch batch(TokenRows input, Optional<TokenRows> decoder, int[] targets, int[] classes) {
        long counted = Arrays.stream(targets).filter(target -> target >= 0).count();
        return new ModelBatch(
                0,
                input,
                decoder,
                targets,
                classes,
                SpanBoundaries.none(),
                1.0 / Math.max(1, counted),
                1.0 / input.sequences());
    }

    private TokenRows rows(String name) throws IOException {
        List<Long> shape = golden.entry("input." + name).shape();
        int sequences = shape.get(0).intValue();
        int context = shape.get(1).intValue();
        int[] lengths = new int[sequences];
        Arrays.fill(lengths, context);
        if (has("input.attention_mask")) {
            int[] mask = integers("input.attention_mask");
            for (int sequence = 0; sequence < sequences; sequence++) {
                lengths[sequence] = Arrays.stream(mask, sequence * context, (sequence + 1) * context)
                        .sum();
            }
        }
        int[] segments = has("input.token_type_ids") ? integers("input.token_type_ids") : new int[0];
        return new TokenRows(integers("input." + name), sequences, context, lengths, segments, new int[0]);
    }

    /** The labels one place to the left, as transformers shifts them. */
    private int[] shifted() throws IOException {
        int[] labels = labels();
        int context = golden.entry("input.labels").shape().get(1).intValue();
        int[] targets = new int[labels.length];
        for (int i = 0; i < targets.length; i++) {
            targets[i] = i % context == context - 1 ? -1 : labels[i + 1];
        }
        return targets;
    }

    private int[] labels() throws IOException {
        return Arrays.stream(integers("input.labels"))
                .map(label -> label == NONE ? -1 : label)
                .toArray();
    }

    private int[] integers(String name) throws IOException {
        return Arrays.stream(golden.longs(name)).mapToInt(Math::toIntExact).toArray();
    }

    @Override
    public void close() throws IOException {
        golden.close();
    }
}
