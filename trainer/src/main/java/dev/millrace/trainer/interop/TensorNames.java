package dev.millrace.trainer.interop;

import dev.millrace.trainer.spec.Parameter;
import dev.millrace.trainer.spec.ParameterList;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Which tensors of a file each parameter is made of: one, or several whose outputs stand side by side in ours. In a
 * name, {@value #BLOCK} stands for the number of a block and {@value #EXPERT} for that of an expert.
 */
final class TensorNames {
    static final String BLOCK = "{i}";
    static final String EXPERT = "{e}";

    /** Those that are looked up by row, not multiplied: no one transposes them. */
    private static final Set<String> TABLES = Set.of(
            ParameterList.TOKENS,
            ParameterList.POSITIONS,
            ParameterList.SEGMENTS,
            ParameterList.DISTANCES,
            ParameterList.OUTPUT_WEIGHT,
            ParameterList.BOUNDARY_PLACES);

    private final TensorPart.Order matrices;
    private final int keyWidth;
    private final Map<String, List<String>> tensors = new HashMap<>();
    private final Map<String, String> copies = new LinkedHashMap<>();

    /**
     * Names are {@linkplain #put put} in after.
     *
     * @param matrices how matrices that multiply lie in the file, ours being inputs × outputs
     * @param keyWidth outputs of the second and third of three tensors that stand side by side
     */
    TensorNames(TensorPart.Order matrices, int keyWidth) {
        this.matrices = matrices;
        this.keyWidth = keyWidth;
    }

    /** Parameters of a layer, of all blocks when it is {@link ParameterList#BLOCK} or its like. */
    TensorNames put(String layer, String key, String... names) {
        tensors.put(layer + " " + key, List.of(names));
        return this;
    }

    /** As {@link #put}, of many keys with one tensor each, by key. */
    TensorNames putAll(String layer, Map<String, String> names) {
        names.forEach((key, name) -> put(layer, key, name));
        return this;
    }

    /** A tensor that some exports hold besides the one that it equals. */
    TensorNames copy(String tensor, String of) {
        copies.put(tensor, of);
        return this;
    }

    /** The equal tensor by copy. */
    Map<String, String> copies() {
        return Map.copyOf(copies);
    }

    /** What a parameter is made of. */
    List<TensorPart> parts(Parameter parameter) {
        List<Integer> shape = parameter.shape();
        int dimensions = shape.size();
        int width = shape.get(dimensions - 1);
        int rows = dimensions > 1 ? shape.get(dimensions - 2) : 1;
        int experts = dimensions > 2 ? shape.get(0) : 1;
        List<TensorPart> parts = new ArrayList<>();
        List<String> names = names(parameter);
        for (int expert = 0; expert < experts; expert++) {
            int column = 0;
            for (int i = 0; i < names.size(); i++) {
                String name = names.get(i).replace(EXPERT, String.valueOf(expert));
                int columns = columns(width, i, names.size());
                parts.add(part(name, parameter, expert * rows, column, rows, columns));
                column += columns;
            }
        }
        return parts;
    }

    private TensorPart part(String name, Parameter parameter, int row, int column, int rows, int columns) {
        if (!parameter.isMatrix()) {
            return new TensorPart(name, List.of((long) columns), row, column, rows, columns, TensorPart.Order.SAME);
        }
        TensorPart.Order order = TABLES.contains(parameter.key()) ? TensorPart.Order.SAME : matrices;
        List<Long> shape = order == TensorPart.Order.SAME
                ? List.of((long) rows, (long) columns)
                : List.of((long) columns, (long) rows);
        return new TensorPart(name, shape, row, column, rows, columns, order);
    }

    private int columns(int width, int index, int count) {
        if (count < 3) {
            return width / count;
        }
        return index == 0 ? width - (count - 1) * keyWidth : keyWidth;
    }

    private List<String> names(Parameter parameter) {
        String layer = parameter.layer();
        String kind = layer.replaceFirst("[0-9]+$", "");
        List<String> names = tensors.get(kind + " " + parameter.key());
        if (names == null) {
            throw new IllegalStateException("No name for " + parameter.name());
        }
        String number = layer.substring(kind.length());
        return names.stream().map(name -> name.replace(BLOCK, number)).toList();
    }
}
