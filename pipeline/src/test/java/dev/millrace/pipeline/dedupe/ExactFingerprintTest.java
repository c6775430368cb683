package dev.millrace.pipeline.dedupe;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ExactFingerprintTest {
    @Test
    void isTruncatedSha256OfTheCollapsedText() {
        // printf 'a b' | sha256sum
        assertThat(ExactFingerprint.of("a b")).isEqualTo("c8687a08aa5d6ed2044328fa6a697ab8");
    }

    @Test
    void ignoresWhiteSpaceOnly() {
        assertThat(ExactFingerprint.of(" a\t\n\u00a0b\u3000")).isEqualTo(ExactFingerprint.of("a b"));
        assertThat(ExactFingerprint.of("ab")).isNotEqualTo(ExactFingerprint.of("a b"));
        assertThat(ExactFingerprint.of("A b")).isNotEqualTo(ExactFingerprint.of("a b"));
        assertThat(ExactFingerprint.of(" \n")).isEqualTo(ExactFingerprint.of(""));
    }
}
