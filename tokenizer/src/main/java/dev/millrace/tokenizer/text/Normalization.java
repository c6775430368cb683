package dev.millrace.tokenizer.text;

import com.ibm.icu.text.FilteredNormalizer2;
import com.ibm.icu.text.Normalizer2;
import com.ibm.icu.text.UnicodeSet;

/** What is done to a text before it is split into words. */
public enum Normalization {
    NONE {
        @Override
        public String apply(String text) {
            return text;
        }
    },
    /**
     * Unicode's canonical composition, as of Unicode 9, which Hugging Face's tokenizers follow: decoding gives the
     * composed text, not the one that came in.
     */
    NFC {
        @Override
        public String apply(String text) {
            return Composition.NFC.normalize(MarkRuns.ordered(text));
        }
    };

    public abstract String apply(String text);

    /** Made when first needed. */
    static final class Composition {
        static final UnicodeSet KNOWN = new UnicodeSet("[:age=9.0:]").freeze();
        static final Normalizer2 NFC = new FilteredNormalizer2(Normalizer2.getNFCInstance(), KNOWN);
        static final Normalizer2 NFD = new FilteredNormalizer2(Normalizer2.getNFDInstance(), KNOWN);

        private Composition() {}
    }
}
