package dev.millrace.pipeline.stage;

import java.util.Optional;

/** Settings that say where a secret is, so that another secret there is another setting. */
public interface NeedsSecret {

    /**
     * Sixteen hexadecimal digits that differ between secrets and don't give them away; empty when none is used.
     *
     * @throws IllegalArgumentException when the secret can't be had
     */
    Optional<String> secretMark();
}
