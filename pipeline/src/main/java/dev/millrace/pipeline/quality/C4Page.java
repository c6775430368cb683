package dev.millrace.pipeline.quality;

import dev.millrace.pipeline.document.Document;
import dev.millrace.pipeline.outcome.Outcome;
import dev.millrace.pipeline.outcome.Rejection;
import dev.millrace.pipeline.quality.C4Lines.Verdict;
import dev.millrace.pipeline.words.SentenceCounter;
import dev.millrace.pipeline.words.Spans;
import dev.millrace.pipeline.words.WhiteSpace;
import dev.millrace.pipeline.words.WordSplit;
import dev.millrace.pipeline.words.WordSplitter;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** Takes pages through C4's rules one after another: lines first, then what is left of them. */
final class C4Page {
    static final String TOO_FEW_SENTENCES = "too-few-sentences";

    private final String name;
    private final C4Lines rules;
    private final Counted counted;
    private final Optional<Integer> minimumSentences;
    private final SentenceCounter sentences;
    private final WordSplitter splitter = WordSplit.WHITESPACE.splitter();
    private final Spans words = new Spans();

    /** Whether a line's words are counted with citations in it. */
    enum Counted {
        WITH_CITATIONS,
        WITHOUT_CITATIONS
    }

    C4Page(String name, C4Lines rules, Counted counted, Optional<Integer> minimumSentences, SentenceCounter sentences) {
        this.name = name;
        this.rules = rules;
        this.counted = counted;
        this.minimumSentences = minimumSentences;
        this.sentences = sentences;
    }

    Outcome judge(Document document) {
        MeasuredText text = MeasuredText.of(document.text(), WordSplit.WHITESPACE);
        StringBuilder kept = new StringBuilder(document.text().length());
        Map<Verdict, Integer> lines = new EnumMap<>(Verdict.class);
        Rejection rejection = null;
        int count = 0;
        for (int i = 0; i < text.lines().size(); i++) {
            int from = text.leftStripped(text.lines().start(i), text.lines().end(i));
            int to = text.rightStripped(from, text.lines().end(i));
            String whole = new String(text.chars(), from, to - from);
            String line = C4Lines.withoutCitations(whole);
            words.clear();
            splitter.split(text.chars(), from, to, words);
            int before = words.size();
            boolean same = counted == Counted.WITH_CITATIONS || line.length() == whole.length();
            Verdict verdict = rules.judge(line, () -> same ? before : words(line), longestWord(text));
            lines.merge(verdict, 1, Integer::sum);
            if (verdict.rejectsPage() && rejection == null) {
                rejection = Rejection.because(name, rule(verdict), "line " + (i + 1));
            }
            if (verdict == Verdict.KEEP) {
                count += sentences.count(line.toCharArray(), 0, line.length());
                kept.append(lines.get(Verdict.KEEP) == 1 ? "" : "\n").append(line);
            }
        }
        Document measured = document.withMeasures(measures(text.lines().size(), lines, count));
        if (rejection != null) {
            return Outcome.rejected(measured, rejection);
        }
        int found = count;
        return minimumSentences
                .filter(least -> found < least)
                .map(least -> Outcome.rejected(measured, Rejection.measured(name, TOO_FEW_SENTENCES, found, least)))
                .orElseGet(() -> Outcome.kept(edited(measured, stripped(kept))));
    }

    private static Document edited(Document document, String text) {
        return text.equals(document.text()) ? document : document.withText(text);
    }

    private static String rule(Verdict verdict) {
        return verdict.measure().substring(0, verdict.measure().length() - "-lines".length());
    }

    private SortedMap<String, Double> measures(int all, Map<Verdict, Integer> lines, int sentences) {
        SortedMap<String, Double> measures = new TreeMap<>();
        measures.put(name + ".lines", (double) all);
        for (Verdict verdict : Verdict.values()) {
            measures.put(name + "." + verdict.measure(), (double) lines.getOrDefault(verdict, 0));
        }
        measures.put(name + ".sentences", (double) sentences);
        return measures;
    }

    private int words(String line) {
        words.clear();
        splitter.split(line.toCharArray(), 0, line.length(), words);
        return words.size();
    }

    private int longestWord(MeasuredText text) {
        int longest = 0;
        for (int i = 0; i < words.size(); i++) {
            longest = Math.max(longest, text.codePoints(words.start(i), words.end(i)));
        }
        return longest;
    }

    private static String stripped(StringBuilder kept) {
        int from = 0;
        while (from < kept.length() && WhiteSpace.is(kept.charAt(from))) {
            from++;
        }
        int to = kept.length();
        while (to > from && WhiteSpace.is(kept.charAt(to - 1))) {
            to--;
        }
        return kept.substring(from, to);
    }
}
