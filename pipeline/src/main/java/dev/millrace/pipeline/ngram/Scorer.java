package dev.millrace.pipeline.ngram;

/** Scores texts by a model. An instance is used by one thread at a time. */
public final class Scorer {
    private final NgramModel model;
    private final Segmenter segmenter;
    private final Walk walk;

    Scorer(NgramModel model) {
        this.model = model;
        this.segmenter = model.segmentation().segmenter();
        this.walk = new Walk(model);
    }

    /** Of all sequences of the text. */
    public Score score(String text) {
        Sum sum = new Sum();
        segmenter.read(text, sum);
        return sum.score();
    }

    /**
     * Of a piece of a longer sequence: every token but the first, which is context only.
     *
     * @param ids of the model's tokenizer
     * @param end id that stands for the end of a sequence; the next one begins after it
     * @param length how many of the ids count
     */
    public Score score(int[] ids, int end, int length) {
        Sum sum = new Sum();
        walk.reset();
        if (length > 0 && ids[0] != end) {
            walk.begin(id(ids[0]));
        } else {
            walk.begin(Vocabulary.BEGIN);
        }
        for (int i = 1; i < length; i++) {
            if (ids[i] == end) {
                sum.end();
            } else {
                sum.add(id(ids[i]));
            }
        }
        return sum.score();
    }

    private int id(int token) {
        char[] spelling = segmenter.spelling(token);
        return model.vocabulary().id(spelling, 0, spelling.length);
    }

    private final class Sum implements TokenSink {
        private double log10;
        private double log10Unknown;
        private long tokens;
        private long unknown;

        Sum() {
            begin();
        }

        private void begin() {
            walk.reset();
            walk.begin(Vocabulary.BEGIN);
        }

        @Override
        public void token(char[] text, int from, int to) {
            add(model.vocabulary().id(text, from, to));
        }

        void add(int word) {
            double one = walk.step(word);
            log10 += one;
            tokens++;
            if (word == Vocabulary.UNKNOWN) {
                unknown++;
                log10Unknown += one;
            }
        }

        @Override
        public void end() {
            add(Vocabulary.END);
            begin();
        }

        Score score() {
            return new Score(log10, tokens, unknown, log10Unknown);
        }
    }
}
