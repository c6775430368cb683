package dev.millrace.trainer.generate;

import dev.millrace.trainer.layer.IncrementalDecoder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalInt;

/**
 * Keeps the k likeliest continuations, finished ones apart, and stops when no running one can overtake the worst of k
 * finished ones. The rules are those of Hugging Face's {@code generate} with {@code early_stopping=False}: at each step
 * the 2k likeliest one token longer are looked at, of which those among the first k that end are finished.
 */
final class BeamSearch {
    private static final int LOOKED_AT = 2;

    private final IncrementalDecoder decoder;
    private final BeamSettings settings;
    private final OptionalInt endOfText;
    private final List<Beam> finished = new ArrayList<>();

    BeamSearch(IncrementalDecoder decoder, BeamSettings settings, OptionalInt endOfText) {
        this.decoder = decoder;
        this.settings = settings;
        this.endOfText = endOfText;
    }

    /** @param score Σ log p, of a finished one divided by tokens^penalty */
    private record Beam(List<Integer> ids, int parent, double score) {
        int last() {
            return ids.get(ids.size() - 1);
        }
    }

    /**
     * @param logits [V] of the token after what the decoder has read
     * @param most tokens
     */
    int[] run(float[] logits, int most) {
        List<Beam> running = List.of(new Beam(List.of(), 0, 0));
        float[][] next = {logits};
        for (int length = 1; ; length++) {
            List<Beam> candidates = candidates(running, next);
            boolean full = length == most;
            List<Beam> going = new ArrayList<>();
            for (int rank = 0; rank < candidates.size(); rank++) {
                Beam candidate = candidates.get(rank);
                if (!full && !ends(candidate)) {
                    going.add(candidate);
                } else if (rank < settings.beams()) {
                    finish(candidate, length);
                }
            }
            running = going.subList(0, Math.min(settings.beams(), going.size()));
            if (full || running.isEmpty() || isDecided(running.get(0), length)) {
                return ids(finished.isEmpty() ? running.get(0) : finished.get(0));
            }
            decoder.follow(running.stream().mapToInt(Beam::parent).toArray());
            next = decoder.readEach(running.stream().mapToInt(Beam::last).toArray());
        }
    }

    /** The likeliest ones of one token more, first of equals the one from the earlier beam with the lower id. */
    private List<Beam> candidates(List<Beam> running, float[][] logits) {
        int vocabulary = logits[0].length;
        double[] scores = new double[running.size() * vocabulary];
        for (int beam = 0; beam < running.size(); beam++) {
            double logSum = logSum(logits[beam]);
            for (int id = 0; id < vocabulary; id++) {
                scores[beam * vocabulary + id] = running.get(beam).score() + logits[beam][id] - logSum;
            }
        }
        List<Beam> best = new ArrayList<>();
        for (int place : largest(scores, LOOKED_AT * settings.beams())) {
            int parent = place / vocabulary;
            List<Integer> ids = new ArrayList<>(running.get(parent).ids());
            ids.add(place % vocabulary);
            best.add(new Beam(ids, parent, scores[place]));
        }
        return best;
    }

    private boolean ends(Beam beam) {
        return endOfText.isPresent() && beam.last() == endOfText.getAsInt();
    }

    private void finish(Beam beam, int length) {
        finished.add(new Beam(beam.ids(), beam.parent(), normalised(beam.score(), length)));
        // stable: of equals the one that was finished earlier stays before
        finished.sort(Comparator.comparingDouble(Beam::score).reversed());
        if (finished.size() > settings.beams()) {
            finished.remove(finished.size() - 1);
        }
    }

    /** Whether the best running one, as long as it is, is no better than the worst of k finished ones. */
    private boolean isDecided(Beam best, int length) {
        return finished.size() == settings.beams()
                && normalised(best.score(), length)
                        <= finished.get(finished.size() - 1).score();
    }

    private double normalised(double score, int length) {
        return score / Math.pow(length, settings.lengthPenalty());
    }

    private int[] ids(Beam beam) {
        int length = ends(beam) ? beam.ids().size() - 1 : beam.ids().size();
        return beam.ids().stream().limit(length).mapToInt(Integer::intValue).toArray();
    }

    private static double logSum(float[] logits) {
        double largest = Double.NEGATIVE_INFINITY;
        for (float logit : logits) {
            if (Float.isNaN(logit)) {
                throw new IllegalArgumentException("Invalid logits: not a number (the model's parameters are broken)");
            }
            largest = Math.max(largest, logit);
        }
        double sum = 0;
        for (float logit : logits) {
            sum += StrictMath.exp(logit - largest);
        }
        return largest + StrictMath.log(sum);
    }

    /** Places of the largest numbers, the largest first, the first of equals first. */
    private static int[] largest(double[] numbers, int count) {
        int[] places = new int[Math.min(count, numbers.length)];
        int found = 0;
        for (int i = 0; i < numbers.length; i++) {
            if (found == places.length && numbers[i] <= numbers[places[found - 1]]) {
                continue;
            }
            int at = found < places.length ? found++ : found - 1;
            while (at > 0 && numbers[places[at - 1]] < numbers[i]) {
                places[at] = places[at - 1];
                at--;
            }
            places[at] = i;
        }
        return Arrays.copyOf(places, found);
    }
}
