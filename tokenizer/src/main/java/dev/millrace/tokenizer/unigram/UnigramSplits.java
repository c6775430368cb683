package dev.millrace.tokenizer.unigram;

import dev.millrace.tokenizer.model.TokenList;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;

/** Looks at all ways to split a text at once. Thread-safe. */
public final class UnigramSplits {
    /** Most splits that can be asked for. */
    public static final int MOST_SPLITS = 1024;

    private static final long MOST_STEPS = 1L << 26;

    private final UnigramModel model;

    public UnigramSplits(UnigramModel model) {
        this.model = model;
    }

    /**
     * One way to split a text.
     *
     * @param ids of its tokens
     * @param score logarithm of its probability
     */
    public record Split(List<Integer> ids, double score) {
        public Split {
            ids = List.copyOf(ids);
        }
    }

    /** The best way to a place by one last piece, and by which of the ways to that piece's beginning. */
    private record Way(double score, int start, int rank, int id) {}

    /**
     * The likeliest splits, the likeliest first; fewer if there are no more.
     *
     * @param normalized text as the model gets it, ▁ for spaces
     * @param most from 1 to {@value #MOST_SPLITS}
     * @throws IllegalArgumentException if the text is too long for so many
     */
    public List<Split> best(String normalized, int most) {
        if (most < 1 || most > MOST_SPLITS) {
            throw new IllegalArgumentException(
                    "Invalid number of splits: " + most + " (must be 1 to " + MOST_SPLITS + ")");
        }
        byte[] utf8 = normalized.getBytes(StandardCharsets.UTF_8);
        if ((long) utf8.length * most > MOST_STEPS) {
            throw new IllegalArgumentException(
                    "Text of " + utf8.length + " bytes is too long to find " + most + " splits of at once");
        }
        List<List<Way>> ways = ways(utf8, most);
        List<Split> splits = new ArrayList<>();
        for (Way last : ways.get(utf8.length)) {
            splits.add(split(utf8, ways, last));
        }
        return splits;
    }

    private List<List<Way>> ways(byte[] utf8, int most) {
        Comparator<Way> worstFirst = Comparator.comparingDouble(Way::score)
                .thenComparing(Comparator.comparingInt(Way::start).reversed())
                .thenComparing(Comparator.comparingInt(Way::rank).reversed());
        List<PriorityQueue<Way>> ahead = new ArrayList<>();
        List<List<Way>> ways = new ArrayList<>();
        for (int at = 0; at <= utf8.length; at++) {
            ahead.add(new PriorityQueue<>(worstFirst));
            ways.add(List.of());
        }
        ahead.get(0).add(new Way(0, 0, 0, UnigramModel.NONE));
        Edges edges = new Edges(model);
        for (int at = 0; at <= utf8.length; at++) {
            List<Way> here = new ArrayList<>(ahead.get(at));
            here.sort(worstFirst.reversed());
            ways.set(at, here);
            ahead.get(at).clear();
            if (here.isEmpty() || at == utf8.length) {
                continue;
            }
            edges.find(utf8, at, utf8.length);
            for (int edge = 0; edge < edges.size(); edge++) {
                PriorityQueue<Way> there = ahead.get(edges.end(edge));
                for (int rank = 0; rank < here.size(); rank++) {
                    Way way = new Way(here.get(rank).score() + edges.score(edge), at, rank, edges.id(edge));
                    if (there.size() < most) {
                        there.add(way);
                    } else if (worstFirst.compare(way, there.element()) > 0) {
                        there.remove();
                        there.add(way);
                    }
                }
            }
        }
        return ways;
    }

    private Split split(byte[] utf8, List<List<Way>> ways, Way last) {
        List<Integer> ids = new ArrayList<>();
        List<Integer> ends = new ArrayList<>();
        int end = utf8.length;
        for (Way way = last; end > 0; way = ways.get(end).get(way.rank())) {
            ids.add(way.id());
            ends.add(end);
            end = way.start();
        }
        TokenList tokens = new TokenList();
        PieceSink pieces = new PieceSink(model);
        pieces.begin(utf8, 0, tokens);
        for (int i = ids.size() - 1; i >= 0; i--) {
            pieces.add(ids.get(i), ends.get(i));
        }
        pieces.end();
        List<Integer> tokenIds = new ArrayList<>();
        for (int id : tokens.toIds()) {
            tokenIds.add(id);
        }
        return new Split(tokenIds, last.score());
    }

    /**
     * Entropy, in nats, of the splits that {@link UnigramModel#newSampledWordTokens} draws:
     * H(s) = Σ p · (H(e) − ln p) over the pieces that begin at s.
     *
     * @param normalized text as the model gets it, ▁ for spaces
     */
    public double entropy(String normalized) {
        byte[] utf8 = normalized.getBytes(StandardCharsets.UTF_8);
        double alpha = model.alpha();
        double[] after = new double[utf8.length + 1];
        double[] entropy = new double[utf8.length + 1];
        Edges edges = new Edges(model);
        for (int at = utf8.length - 1; at >= 0; at--) {
            if ((utf8[at] & 0xC0) == 0x80) {
                continue;
            }
            edges.find(utf8, at, utf8.length);
            double largest = Double.NEGATIVE_INFINITY;
            for (int edge = 0; edge < edges.size(); edge++) {
                largest = Math.max(largest, alpha * edges.score(edge) + after[edges.end(edge)]);
            }
            double sum = 0;
            for (int edge = 0; edge < edges.size(); edge++) {
                sum += Math.exp(alpha * edges.score(edge) + after[edges.end(edge)] - largest);
            }
            after[at] = largest + Math.log(sum);
            for (int edge = 0; edge < edges.size(); edge++) {
                double logarithm = alpha * edges.score(edge) + after[edges.end(edge)] - after[at];
                entropy[at] += Math.exp(logarithm) * (entropy[edges.end(edge)] - logarithm);
            }
        }
        return entropy[0];
    }
}
