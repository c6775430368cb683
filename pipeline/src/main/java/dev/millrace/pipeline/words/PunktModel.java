package dev.millrace.pipeline.words;

import dev.millrace.pipeline.blocklist.ListFile;
import dev.millrace.pipeline.words.PunktToken.Mark;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What a trained Punkt model knows (Kiss, Strunk 2006), in the form that NLTK keeps it (3.8, tokenize/punkt.py).
 *
 * @param abbreviations in lower case, without their last period
 * @param starters words in lower case that often begin sentences
 * @param collocations pairs of words in lower case, a tab between them, over which no sentence ends
 * @param cases of words in lower case, the sum of where and how they were seen: {@link #BEGIN_UPPER} and so on
 */
public record PunktModel(
        Set<String> abbreviations, Set<String> starters, Set<String> collocations, Map<String, Integer> cases) {
    static final int BEGIN_UPPER = 1 << 1;
    static final int MIDDLE_UPPER = 1 << 2;
    static final int UNKNOWN_UPPER = 1 << 3;
    static final int BEGIN_LOWER = 1 << 4;
    static final int MIDDLE_LOWER = 1 << 5;
    static final int UNKNOWN_LOWER = 1 << 6;

    private static final int UPPER = BEGIN_UPPER | MIDDLE_UPPER | UNKNOWN_UPPER;
    private static final int LOWER = BEGIN_LOWER | MIDDLE_LOWER | UNKNOWN_LOWER;

    public PunktModel {
        abbreviations = Set.copyOf(abbreviations);
        starters = Set.copyOf(starters);
        collocations = Set.copyOf(collocations);
        cases = Map.copyOf(cases);
    }

    /** The part of NLTK's English model that is built in: all of it but the cases of rarer words. */
    public static PunktModel english() {
        return PunktEnglish.MODEL;
    }

    /** Where a folder of NLTK's punkt_tab, such as {@code punkt_tab/english}, keeps a model. */
    public static List<String> files(String folder) {
        return Stream.of("abbrev_types.txt", "sent_starters.txt", "collocations.tab", "ortho_context.tab")
                .map(name -> folder + "/" + name)
                .toList();
    }

    /**
     * Reads those files.
     *
     * @throws dev.millrace.pipeline.stage.ResourceException naming file and line of one that is missing or no such file
     */
    public static PunktModel read(List<String> files) {
        Set<String> abbreviations = new HashSet<>();
        Set<String> starters = new HashSet<>();
        Set<String> collocations = new HashSet<>();
        Map<String, Integer> cases = new HashMap<>();
        ListFile.lines(files.get(0), abbreviations::add);
        ListFile.lines(files.get(1), starters::add);
        ListFile.lines(files.get(2), line -> collocations.add(columns(line)[0] + "\t" + columns(line)[1]));
        ListFile.lines(files.get(3), line -> cases.put(columns(line)[0], Integer.valueOf(columns(line)[1])));
        return new PunktModel(abbreviations, starters, collocations, cases);
    }

    private static String[] columns(String line) {
        String[] columns = line.split("\t", -1);
        if (columns.length != 2) {
            throw new IllegalArgumentException("has " + columns.length + " columns (must be 2): " + line);
        }
        return columns;
    }

    /** A counter of its own for the calling thread. */
    public SentenceCounter counter() {
        return new PunktSentences(this);
    }

    /** Whether a token begins a sentence, by its case alone (4.1.1). */
    private enum Begins {
        YES,
        NO,
        PERHAPS
    }

    boolean abbreviation(String type) {
        return abbreviations.contains(type);
    }

    /** The second pass: whether a sentence ends after a token (4.1, 4.2 and 4.3 of the paper). */
    boolean ends(PunktToken token, PunktToken next) {
        boolean ended = token.mark() == Mark.SENTENCE_END;
        if (!token.periodFinal()) {
            return ended;
        }
        String type = token.typeWithoutPeriod();
        String nextType = next.typeInSentence();
        if (collocations.contains(type + "\t" + nextType)) {
            return false;
        }
        boolean initial = token.initial();
        boolean open = token.mark() == Mark.ABBREVIATION || token.mark() == Mark.ELLIPSIS;
        Begins begins = begins(next, cases.getOrDefault(nextType, 0));
        if (open && !initial) {
            return begins == Begins.YES || (next.startsUpper() && starters.contains(nextType));
        }
        if (initial || type.equals(PunktToken.NUMBER)) {
            boolean name = initial && next.startsUpper() && (cases.getOrDefault(nextType, 0) & LOWER) == 0;
            return ended && begins != Begins.NO && !(begins == Begins.PERHAPS && name);
        }
        return ended;
    }

    private static Begins begins(PunktToken token, int cases) {
        if (token.token().length() == 1 && ";:,.!?".contains(token.token())) {
            return Begins.NO;
        }
        if (token.startsUpper() && (cases & LOWER) != 0 && (cases & MIDDLE_UPPER) == 0) {
            return Begins.YES;
        }
        boolean middle = (cases & UPPER) != 0 || (cases & BEGIN_LOWER) == 0;
        return token.startsLower() && middle ? Begins.NO : Begins.PERHAPS;
    }
}
