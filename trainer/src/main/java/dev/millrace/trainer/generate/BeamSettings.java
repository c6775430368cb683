package dev.millrace.trainer.generate;

/**
 * The likeliest continuation that a search finds which keeps several at once.
 *
 * @param maximumTokens tokens to add at most
 * @param beams continuations that are kept
 * @param lengthPenalty a finished one's score is its log probability / tokens^penalty: above 0 favours long ones. Source:
 *     Wu et al., arXiv 1609.08144; 1 in Hugging Face's {@code generate}
 */
public record BeamSettings(int maximumTokens, int beams, double lengthPenalty) {
    public BeamSettings {
        if (maximumTokens <= 0) {
            throw new IllegalArgumentException("Invalid maximum-tokens: " + maximumTokens + " (must be > 0)");
        }
        if (beams <= 0) {
            throw new IllegalArgumentException("Invalid beams: " + beams + " (must be > 0)");
        }
        if (!Double.isFinite(lengthPenalty)) {
            throw new IllegalArgumentException("Invalid length-penalty: " + lengthPenalty + " (must be a number)");
        }
    }
}
