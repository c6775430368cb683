package dev.millrace.tokenizer.charsmap;

import com.ibm.icu.text.Normalizer2;
import com.ibm.icu.text.UTF16;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * NFKC as rules: what each character becomes, and every sequence that Unicode composes, however its parts are written.
 */
final class NfkcRules {
    private static final Normalizer2 NFC = Normalizer2.getNFCInstance();
    private static final Normalizer2 NFKC = Normalizer2.getNFKCInstance();
    private static final Normalizer2 NFKD = Normalizer2.getNFKDInstance();
    private static final int NONCHARACTERS = 0xFDD0;
    private static final int LAST_NONCHARACTER = 0xFDEF;

    private NfkcRules() {}

    static Map<String, String> rules() {
        Map<String, String> rules = new HashMap<>();
        Map<Integer, Set<Integer>> spellings = new HashMap<>();
        Set<String> decomposed = new HashSet<>();
        for (int codePoint = 1; codePoint <= Character.MAX_CODE_POINT; codePoint++) {
            if (!isCharacter(codePoint) || (NFKD.isInert(codePoint) && NFKC.isInert(codePoint))) {
                continue;
            }
            String text = Character.toString(codePoint);
            String composed = NFKC.normalize(text);
            if (!composed.equals(text)) {
                rules.put(text, composed);
            }
            String parts = NFKD.normalize(text);
            if (parts.codePointCount(0, parts.length()) == 1) {
                int part = parts.codePointAt(0);
                spellings
                        .computeIfAbsent(part, itself -> new TreeSet<>(Set.of(itself)))
                        .add(codePoint);
            } else {
                decomposed.add(parts);
            }
        }
        for (String parts : decomposed) {
            String composed = NFC.normalize(parts);
            if (!composed.equals(parts)) {
                for (String spelling : spelled(parts, spellings)) {
                    if (!spelling.equals(composed)) {
                        rules.put(spelling, composed);
                    }
                }
            }
        }
        return withoutRedundant(rules);
    }

    /** Unicode characters: no surrogate and no code point that is never one. */
    static boolean isCharacter(int codePoint) {
        return !UTF16.isSurrogate(codePoint)
                && (codePoint & 0xFFFE) != 0xFFFE
                && (codePoint < NONCHARACTERS || codePoint > LAST_NONCHARACTER);
    }

    private static List<String> spelled(String parts, Map<Integer, Set<Integer>> spellings) {
        List<String> all = List.of("");
        for (int part : parts.codePoints().toArray()) {
            List<String> longer = new ArrayList<>();
            for (String before : all) {
                for (int spelling : spellings.getOrDefault(part, Set.of(part))) {
                    longer.add(before + Character.toString(spelling));
                }
            }
            all = longer;
        }
        return all;
    }

    /** Leaves out the rules for sequences that those for shorter ones give the same result for. */
    static Map<String, String> withoutRedundant(Map<String, String> rules) {
        Map<String, String> needed = new HashMap<>(2 * rules.size());
        TreeMap<Integer, List<String>> byLength = new TreeMap<>();
        rules.keySet()
                .forEach(from -> byLength.computeIfAbsent(length(from), length -> new ArrayList<>())
                        .add(from));
        byLength.forEach((length, sameLength) -> {
            for (String from : sameLength) {
                if (length == 1 || !rules.get(from).equals(apply(needed, from, length - 1))) {
                    needed.put(from, rules.get(from));
                }
            }
        });
        return needed;
    }

    /** Applies the rules for sequences of at most so many characters. */
    private static String apply(Map<String, String> rules, String text, int longest) {
        StringBuilder applied = new StringBuilder();
        int at = 0;
        while (at < text.length()) {
            int end = text.offsetByCodePoints(at, Math.min(longest, text.codePointCount(at, text.length())));
            String replacement = rules.get(text.substring(at, end));
            while (replacement == null && end > at) {
                end = text.offsetByCodePoints(end, -1);
                replacement = rules.get(text.substring(at, end));
            }
            if (end == at) {
                end = text.offsetByCodePoints(at, 1);
                applied.append(text, at, end);
            } else {
                applied.append(replacement);
            }
            at = end;
        }
        return applied.toString();
    }

    private static int length(String text) {
        return text.codePointCount(0, text.length());
    }
}
