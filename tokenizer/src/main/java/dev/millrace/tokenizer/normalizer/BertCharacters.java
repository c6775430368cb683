package dev.millrace.tokenizer.normalizer;

import com.ibm.icu.lang.UCharacter;
import com.ibm.icu.lang.UProperty;
import com.ibm.icu.text.Normalizer2;
import com.ibm.icu.util.ULocale;
import com.ibm.icu.util.VersionInfo;
import dev.millrace.tokenizer.text.Unicode8;
import dev.millrace.tokenizer.text.UnicodeTable;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;

/** What BERT's normaliser makes of each character that stands alone. Immutable. */
final class BertCharacters {
    static final int KEEP = 0;
    static final int DROP = 1;
    /** What becomes of it depends on the marks around it. */
    static final int REORDER = 2;

    private static final int FIRST_REPLACEMENT = 3;
    private static final int PAGE_BITS = 8;
    private static final int PAGE = 1 << PAGE_BITS;
    private static final Normalizer2 NFD = Normalizer2.getNFDInstance();
    private static final Map<BertNormalizer, BertCharacters> KNOWN = new ConcurrentHashMap<>();

    private final BertNormalizer settings;
    private final int[][] pages = new int[(Character.MAX_CODE_POINT + 1) >> PAGE_BITS][];
    private final byte[] ascii = new byte[1 << 7];
    private byte[][] replacements = new byte[1 << 10][];
    private int size;

    private BertCharacters(BertNormalizer settings) {
        this.settings = settings;
        int[] last = new int[PAGE];
        for (int number = 0; number < pages.length; number++) {
            int[] page = new int[PAGE];
            for (int i = 0; i < PAGE; i++) {
                page[i] = decide(number << PAGE_BITS | i);
            }
            // whole blocks are alike: unassigned, or of private use
            last = Arrays.equals(last, page) ? last : page;
            pages[number] = last;
        }
        for (int c = 0; c < ascii.length; c++) {
            byte[] replacement = action(c) >= FIRST_REPLACEMENT ? replacement(action(c)) : new byte[] {(byte) c};
            ascii[c] = action(c) == DROP || replacement.length != 1 ? -1 : replacement[0];
        }
    }

    static BertCharacters of(BertNormalizer settings) {
        BertCharacters known = KNOWN.get(settings);
        return known != null ? known : KNOWN.computeIfAbsent(settings, BertCharacters::new);
    }

    /** What each ASCII character becomes; −1 for one that is dropped. */
    byte[] ascii() {
        return ascii;
    }

    /** {@link #KEEP}, {@link #DROP}, {@link #REORDER} or a number for {@link #replacement}. */
    int action(int codePoint) {
        return pages[codePoint >> PAGE_BITS][codePoint & (PAGE - 1)];
    }

    /** UTF-8 that takes the character's place. */
    byte[] replacement(int action) {
        return replacements[action - FIRST_REPLACEMENT];
    }

    /** The character cleaned, set off and decomposed; accents and case are as they were. */
    IntStream parts(int codePoint) {
        IntStream parts = IntStream.of(codePoint);
        if (settings.cleanText()) {
            parts = parts.filter(c -> !isDropped(c)).map(c -> UnicodeTable.isWhiteSpace(c) ? ' ' : c);
        }
        if (settings.handleChineseChars()) {
            parts = parts.flatMap(c -> isIdeograph(c) ? IntStream.of(' ', c, ' ') : IntStream.of(c));
        }
        return settings.stripsAccents() ? parts.flatMap(BertCharacters::decomposed) : parts;
    }

    /** What becomes of such a part. */
    IntStream finished(int part) {
        if (settings.stripsAccents() && Unicode8.isNonspacingMark(part)) {
            return IntStream.empty();
        }
        return settings.lowercase() ? lowercase(part) : IntStream.of(part);
    }

    /** Class by which marks are put in order; 0 for what stays in its place. */
    static int combiningClass(int codePoint) {
        return isOf(VersionInfo.UNICODE_9_0, codePoint) ? NFD.getCombiningClass(codePoint) : 0;
    }

    private int decide(int codePoint) {
        if (codePoint >= Character.MIN_SURROGATE && codePoint <= Character.MAX_SURROGATE) {
            return KEEP;
        }
        // most characters by far are dealt with by these three lines
        boolean setOff = settings.handleChineseChars() && isIdeograph(codePoint);
        if (NFD.isInert(codePoint) && !mayChange(codePoint)) {
            return setOff ? addReplacement(new int[] {' ', codePoint, ' '}) : KEEP;
        }
        if (settings.cleanText() && isDropped(codePoint)) {
            return DROP;
        }
        int[] parts = parts(codePoint).toArray();
        if (settings.stripsAccents()
                && Arrays.stream(parts)
                        .anyMatch(part -> combiningClass(part) != 0 && !Unicode8.isNonspacingMark(part))) {
            return REORDER;
        }
        int[] finished = Arrays.stream(parts).flatMap(this::finished).toArray();
        if (finished.length == 0) {
            return DROP;
        }
        return finished.length == 1 && finished[0] == codePoint ? KEEP : addReplacement(finished);
    }

    /** Whether more than a decomposition may change it. */
    private static boolean mayChange(int codePoint) {
        return codePoint == 0xFFFD
                || UCharacter.toLowerCase(codePoint) != codePoint
                || UnicodeTable.isMark(codePoint)
                || switch (UnicodeTable.category(codePoint).charAt(0)) {
                    case 'C' -> !UnicodeTable.category(codePoint).equals("Cn");
                    case 'Z' -> true;
                    default -> false;
                };
    }

    private int addReplacement(int[] codePoints) {
        if (size == replacements.length) {
            replacements = Arrays.copyOf(replacements, 2 * size);
        }
        replacements[size] = new String(codePoints, 0, codePoints.length).getBytes(StandardCharsets.UTF_8);
        return FIRST_REPLACEMENT + size++;
    }

    private static boolean isDropped(int codePoint) {
        boolean space = codePoint == '\t' || codePoint == '\n' || codePoint == '\r';
        return codePoint == 0xFFFD || (!space && Unicode8.isControl(codePoint));
    }

    // the blocks that BERT lists as "CJK characters"
    private static boolean isIdeograph(int codePoint) {
        return (codePoint >= 0x4E00 && codePoint <= 0x9FFF)
                || (codePoint >= 0x3400 && codePoint <= 0x4DBF)
                || (codePoint >= 0x20000 && codePoint <= 0x2A6DF)
                || (codePoint >= 0x2A700 && codePoint <= 0x2B73F)
                || (codePoint >= 0x2B740 && codePoint <= 0x2B81F)
                || (codePoint >= 0x2B920 && codePoint <= 0x2CEAF)
                || (codePoint >= 0xF900 && codePoint <= 0xFAFF)
                || (codePoint >= 0x2F800 && codePoint <= 0x2FA1F);
    }

    private static IntStream decomposed(int codePoint) {
        String decomposition = NFD.getDecomposition(codePoint);
        return decomposition == null || !isOf(VersionInfo.UNICODE_9_0, codePoint)
                ? IntStream.of(codePoint)
                : decomposition.codePoints();
    }

    private static IntStream lowercase(int codePoint) {
        boolean changes = UCharacter.hasBinaryProperty(codePoint, UProperty.CHANGES_WHEN_LOWERCASED);
        return changes && isOf(VersionInfo.UNICODE_17_0, codePoint)
                ? UCharacter.toLowerCase(ULocale.ROOT, Character.toString(codePoint))
                        .codePoints()
                : IntStream.of(codePoint);
    }

    private static boolean isOf(VersionInfo version, int codePoint) {
        return UCharacter.getAge(codePoint).compareTo(version) <= 0;
    }
}
