package dev.millrace.tokenizer.text;

import com.ibm.icu.text.Normalizer2;

/** What is done to a text before it is split into words. */
public enum Normalization {
    NONE {
        @Override
        public String apply(String text) {
            return text;
        }
    },
    /** Unicode's canonical composition: decoding gives the composed text, not the one that came in. */
    NFC {
        @Override
        public String apply(String text) {
            return Normalizer2.getNFCInstance().normalize(MarkRuns.ordered(text));
        }
    };

    public abstract String apply(String text);
}
