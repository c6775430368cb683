package dev.millrace.trainer.checkpoint;

import dev.millrace.trainer.interop.Safetensors;
import dev.millrace.trainer.interop.SafetensorsFile;
import dev.millrace.trainer.interop.Tensor;
import dev.millrace.trainer.loop.TrainingState;
import dev.millrace.trainer.optimise.Moments;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.TreeMap;

/** One checkpoint as files of a local folder. Errors begin with the file. */
final class CheckpointFolder {
    static final String PARAMETERS = "parameters";
    private static final String FIRST_MOMENT = "first_moment";
    private static final String SECOND_MOMENT = "second_moment";
    private static final String PARAMETERS_FILE = "parameters.safetensors";
    private static final String OPTIMISER_FILE = "optimiser.safetensors";
    private static final String HISTORY_FILE = "history.json";
    private static final List<String> FILES = List.of(PARAMETERS_FILE, OPTIMISER_FILE, HISTORY_FILE);

    private CheckpointFolder() {}

    static void write(Checkpoint checkpoint, Path folder) throws IOException {
        TrainingState state = checkpoint.state();
        long length = state.parameters().length;
        Safetensors.write(
                folder.resolve(PARAMETERS_FILE),
                List.of(Tensor.floats(PARAMETERS, state.parameters(), length)),
                new TreeMap<>());
        Safetensors.write(folder.resolve(OPTIMISER_FILE), moments(state.moments(), length), new TreeMap<>());
        Files.write(folder.resolve(HISTORY_FILE), StateFile.write(checkpoint.history()));
        List<StateFile.Entry> entries = new ArrayList<>();
        for (String file : FILES) {
            entries.add(entry(folder.resolve(file)));
        }
        StateFile stateFile = new StateFile(
                StateFile.VERSION,
                state.step(),
                state.cursor(),
                length,
                state.recent(),
                checkpoint.identity(),
                entries);
        Files.write(folder.resolve(StateFile.NAME), stateFile.render());
    }

    static Checkpoint read(Path folder) throws IOException {
        StateFile state;
        try {
            state = StateFile.parse(Files.readAllBytes(folder.resolve(StateFile.NAME)));
        } catch (IOException e) {
            throw new IOException(StateFile.NAME + ": " + e.getMessage(), e);
        }
        for (String file : FILES) {
            StateFile.Entry expected = state.files().stream()
                    .filter(entry -> entry.path().equals(file))
                    .findFirst()
                    .orElseThrow(() -> new IOException(StateFile.NAME + ": does not name " + file));
            if (!entry(folder.resolve(file)).equals(expected)) {
                throw new IOException(file + ": has not the size and digest that " + StateFile.NAME + " says");
            }
        }
        float[] parameters;
        Moments moments;
        try (SafetensorsFile file = Safetensors.read(folder.resolve(PARAMETERS_FILE))) {
            parameters = file.floats(PARAMETERS);
        }
        try (SafetensorsFile file = Safetensors.read(folder.resolve(OPTIMISER_FILE))) {
            moments = new Moments(moment(file, FIRST_MOMENT), moment(file, SECOND_MOMENT));
        }
        if (parameters.length != state.parameters()
                || (moments.count() > 0 && moments.first().length != state.parameters())) {
            throw new IOException(
                    StateFile.NAME + ": says " + state.parameters() + " parameters but there are " + parameters.length);
        }
        History history = StateFile.read(Files.readAllBytes(folder.resolve(HISTORY_FILE)), History.class);
        return new Checkpoint(
                new TrainingState(state.step(), state.cursor(), parameters, moments, state.recent()),
                state.identity(),
                history);
    }

    /** Those that the optimiser keeps. */
    private static List<Tensor> moments(Moments moments, long length) {
        List<Tensor> tensors = new ArrayList<>();
        if (moments.count() > 0) {
            tensors.add(Tensor.floats(FIRST_MOMENT, moments.first(), length));
        }
        if (moments.count() > 1) {
            tensors.add(Tensor.floats(SECOND_MOMENT, moments.second(), length));
        }
        return tensors;
    }

    private static float[] moment(SafetensorsFile file, String name) throws IOException {
        return file.tensors().containsKey(name) ? file.floats(name) : new float[0];
    }

    private static StateFile.Entry entry(Path file) throws IOException {
        if (!Files.isRegularFile(file)) {
            throw new IOException(file.getFileName() + ": is missing");
        }
        MessageDigest digest;
        try {
            digest = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e); // every Java platform has it
        }
        try (InputStream in = new DigestInputStream(Files.newInputStream(file), digest)) {
            long bytes = in.transferTo(OutputStream.nullOutputStream());
            return new StateFile.Entry(
                    file.getFileName().toString(), bytes, HexFormat.of().formatHex(digest.digest()));
        }
    }
}
