package dev.millrace.tokenizer.charsmap;

import com.ibm.icu.lang.UCharacter;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * SentencePiece's rule sets, made from ICU4J's Unicode data: {@code nfkc} is Unicode's NFKC, character by character;
 * {@code nmt_} adds that control characters vanish and rarer white space becomes a space; {@code _cf} folds case.
 *
 * @see <a href="https://github.com/google/sentencepiece/blob/master/src/builder.cc">SentencePiece: builder.cc</a>
 */
public enum RuleSet {
    IDENTITY,
    NFKC,
    NMT_NFKC,
    NFKC_CF,
    NMT_NFKC_CF;

    private static final int[] SPACES = {
        '\t', '\n', '\f', '\r', 0x1680, 0x200B, 0x200C, 0x200E, 0x200F, 0x2028, 0x2029, 0x2581, 0xFEFF, 0xFFFD
    };
    private static final int[] ODD_CONTROLS = {0x0B, 0x7F, 0x8F, 0x9F};
    private static final int FULL_WIDTH_TILDE = 0xFF5E;

    private static final Map<RuleSet, CharsMap> COMPILED = new ConcurrentHashMap<>();

    /** By SentencePiece's name, such as {@code nmt_nfkc}; empty if there is none of that name. */
    public static Optional<RuleSet> named(String name) {
        for (RuleSet set : values()) {
            if (set.spelling().equals(name)) {
                return Optional.of(set);
            }
        }
        return Optional.empty();
    }

    /** SentencePiece's name. */
    public String spelling() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The compiled rules; made at the first call, which takes about a second. */
    public CharsMap charsMap() {
        return COMPILED.computeIfAbsent(
                this, set -> set == IDENTITY ? CharsMap.identity() : CharsMapCompiler.compile(set.rules()));
    }

    private Map<String, String> rules() {
        Map<String, String> rules = NfkcRules.rules();
        if (this == NMT_NFKC || this == NMT_NFKC_CF) {
            addNmt(rules);
            rules = NfkcRules.withoutRedundant(rules);
        }
        return this == NFKC_CF || this == NMT_NFKC_CF ? folded(rules) : rules;
    }

    private static void addNmt(Map<String, String> rules) {
        for (int space : SPACES) {
            rules.put(Character.toString(space), " ");
        }
        for (int control = 1; control < ' '; control++) {
            if ((control < '\t' || control > '\r')) {
                rules.put(Character.toString(control), "");
            }
        }
        for (int control : ODD_CONTROLS) {
            rules.put(Character.toString(control), "");
        }
        // Japanese uses it otherwise than the tilde
        rules.remove(Character.toString(FULL_WIDTH_TILDE));
    }

    private static Map<String, String> folded(Map<String, String> rules) {
        Map<String, String> folded = new HashMap<>();
        rules.forEach((from, to) -> folded.put(
                from,
                to.codePoints()
                        .map(codePoint -> UCharacter.foldCase(codePoint, true))
                        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                        .toString()));
        for (int codePoint = 1; codePoint <= Character.MAX_CODE_POINT; codePoint++) {
            if (NfkcRules.isCharacter(codePoint)) {
                int lower = UCharacter.foldCase(codePoint, true);
                if (lower != codePoint) {
                    folded.putIfAbsent(Character.toString(codePoint), Character.toString(lower));
                }
            }
        }
        return NfkcRules.withoutRedundant(folded);
    }
}
