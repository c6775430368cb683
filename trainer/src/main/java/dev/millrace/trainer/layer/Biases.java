package dev.millrace.trainer.layer;

import java.util.Optional;

/** The key of a bias that a specification may leave out. */
final class Biases {
    private Biases() {}

    static Optional<String> of(String key, boolean present) {
        return present ? Optional.of(key) : Optional.empty();
    }
}
