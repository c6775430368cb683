package dev.millrace.pipeline.pii;

import com.google.i18n.phonenumbers.NumberParseException;
import com.google.i18n.phonenumbers.PhoneNumberUtil;
import com.google.i18n.phonenumbers.PhoneNumberUtil.PhoneNumberFormat;
import com.google.i18n.phonenumbers.Phonenumber.PhoneNumber;
import dev.millrace.pipeline.words.Spans;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Phone numbers that libphonenumber holds for valid: with {@code +} and the country's code, or as the asked regions write
 * them. Without {@code +}, digits count only in the groups of their region or after a word such as "tel".
 */
final class PhoneFinder implements Finder {
    private static final int FEWEST_DIGITS = 7;
    private static final int FEWEST_UNNAMED = 9;
    private static final int MOST_DIGITS = 15;
    private static final int LONGEST = 26;
    private static final int LONGEST_COUNTRY_CODE = 3;
    private static final int CONTEXT = 24;
    /** Beginnings of words that announce a number. */
    private static final List<String> WORDS =
            List.of("phone", "telephone", "telefon", "telefax", "mobil", "whatsapp", "hotline", "电话", "電話", "тел");

    /** Words that do so by themselves alone. */
    private static final Set<String> WHOLE_WORDS = Set.of("tel", "fon", "fax", "call", "cell", "handy", "sms");

    private final List<String> regions;

    /** @param regions ISO 3166 codes of those whose national forms are known */
    PhoneFinder(List<String> regions) {
        this.regions = List.copyOf(regions);
    }

    @Override
    public void find(String text, Spans found) {
        int at = 0;
        while (at < text.length()) {
            char c = text.charAt(at);
            boolean opens = Digits.is(c) || ((c == '+' || c == '(') && at + 1 < text.length() && opensNumber(text, at));
            if (!opens) {
                at++;
                continue;
            }
            int end = end(text, at);
            if (isApart(text, at, end) && isPhone(text, at, end)) {
                found.add(at, end);
            }
            at = Math.max(end, at + 1);
        }
    }

    private static boolean opensNumber(String text, int at) {
        char next = text.charAt(at + 1);
        return Digits.is(next) || (text.charAt(at) == '(' && next == '+');
    }

    /**
     * Position after the digits that follow one another with at most two marks between them. A parenthesis opens after
     * a country's code at most, and what it opens counts only once it is closed and more digits follow.
     */
    private static int end(String text, int from) {
        int end = from;
        int beforeOpen = -1;
        int at = from;
        int marks = 0;
        int digits = 0;
        boolean closed = false;
        while (at < text.length()) {
            char c = text.charAt(at);
            if (Digits.is(c)) {
                marks = 0;
                digits++;
                end = at + 1;
                beforeOpen = closed ? -1 : beforeOpen;
            } else if (c == '(' && digits > LONGEST_COUNTRY_CODE) {
                break;
            } else if (at == from || (" -./()\u00A0\u2011".indexOf(c) >= 0 && marks < 2)) {
                marks++;
            } else {
                break;
            }
            if (c == '(' && beforeOpen < 0) {
                beforeOpen = end;
                closed = false;
            } else if (c == ')') {
                closed = true;
            }
            at++;
        }
        return beforeOpen < 0 ? end : beforeOpen;
    }

    private static boolean isApart(String text, int from, int end) {
        char before = from > 0 ? text.charAt(from - 1) : ' ';
        char after = end < text.length() ? text.charAt(end) : ' ';
        char further = end + 1 < text.length() ? text.charAt(end + 1) : ' ';
        boolean decimal = (after == ',' || after == '.') && Digits.is(further);
        boolean money = CardFinder.isMoney(before)
                || CardFinder.isMoney(after)
                || after == '%'
                || ((after == ' ' || after == '\u00A0') && CardFinder.isMoney(further))
                || (before == ' ' && from > 1 && CardFinder.isMoney(text.charAt(from - 2)));
        boolean joined =
                Character.isLetterOrDigit(before) || ("_-/.,#=&:@".indexOf(before) >= 0 && !isLabel(text, from));
        return !joined && !Character.isLetterOrDigit(after) && after != '_' && !decimal && !money;
    }

    /** A colon or dot that ends a word such as "Tel.:". */
    private static boolean isLabel(String text, int from) {
        char before = text.charAt(from - 1);
        return (before == ':' || before == '.') && from > 1 && !Digits.is(text.charAt(from - 2));
    }

    private boolean isPhone(String text, int from, int end) {
        if (end - from > LONGEST) {
            return false;
        }
        String written = text.substring(from, end);
        List<Integer> groups = groups(written);
        int digits = groups.stream().mapToInt(Integer::intValue).sum();
        if (digits < FEWEST_DIGITS || digits > MOST_DIGITS || isOther(written, groups)) {
            return false;
        }
        if (written.startsWith("+") || written.startsWith("(+")) {
            return valid(written, "ZZ").isPresent();
        }
        boolean named = isNamed(text, from);
        for (String region : regions) {
            Optional<PhoneNumber> number = valid(written, region);
            if (number.isPresent() && (named || isGroupedLike(groups, number.get(), region))) {
                return true;
            }
        }
        return false;
    }

    /** Dates, addresses of computers and book numbers. */
    private static boolean isOther(String written, List<Integer> groups) {
        boolean date = groups.size() >= 3
                && (groups.subList(0, 3).equals(List.of(4, 2, 2))
                        || groups.subList(0, 3).equals(List.of(2, 2, 4)))
                && written.chars().noneMatch(c -> c == '(' || c == '+');
        boolean address = groups.size() == 4
                && groups.stream().allMatch(size -> size <= 3)
                && written.chars().filter(c -> c == '.').count() == 3;
        boolean book = groups.stream().mapToInt(Integer::intValue).sum() == 13
                && (written.startsWith("978") || written.startsWith("979"));
        boolean decimal = groups.size() == 2 && written.indexOf('.') > 0;
        return date || address || book || decimal;
    }

    private static Optional<PhoneNumber> valid(String written, String region) {
        PhoneNumberUtil util = PhoneNumberUtil.getInstance();
        try {
            PhoneNumber number = util.parse(written, region);
            boolean valid =
                    region.equals("ZZ") ? util.isValidNumber(number) : util.isValidNumberForRegion(number, region);
            return valid ? Optional.of(number) : Optional.empty();
        } catch (NumberParseException e) {
            return Optional.empty();
        }
    }

    private static boolean isGroupedLike(List<Integer> groups, PhoneNumber number, String region) {
        if (groups.size() < 2 || groups.stream().mapToInt(Integer::intValue).sum() < FEWEST_UNNAMED) {
            return false;
        }
        PhoneNumberUtil util = PhoneNumberUtil.getInstance();
        List<Integer> national = groups(util.format(number, PhoneNumberFormat.NATIONAL));
        List<Integer> international = groups(util.format(number, PhoneNumberFormat.INTERNATIONAL));
        List<Integer> withoutCode = international.subList(Math.min(1, international.size()), international.size());
        List<Integer> withTrunk = new ArrayList<>(
                List.of(String.valueOf(util.getCountryCodeForRegion(region)).length()));
        withTrunk.addAll(withoutCode);
        String trunk = util.getNddPrefixForRegion(region, true);
        boolean optionalTrunk = trunk == null || trunk.equals("1");
        return groups.equals(national) || (optionalTrunk && (groups.equals(withoutCode) || groups.equals(withTrunk)));
    }

    private static List<Integer> groups(String written) {
        List<Integer> groups = new ArrayList<>();
        int size = 0;
        for (int i = 0; i <= written.length(); i++) {
            if (i < written.length() && Digits.is(written.charAt(i))) {
                size++;
            } else if (size > 0) {
                groups.add(size);
                size = 0;
            }
        }
        return groups;
    }

    private static boolean isNamed(String text, int at) {
        String before = text.substring(Math.max(0, at - CONTEXT), at).toLowerCase(Locale.ROOT);
        int start = 0;
        for (int i = 0; i <= before.length(); i++) {
            if (i == before.length() || !Character.isLetter(before.charAt(i))) {
                String word = before.substring(start, i);
                if (WHOLE_WORDS.contains(word) || WORDS.stream().anyMatch(word::startsWith)) {
                    return true;
                }
                start = i + 1;
            }
        }
        return false;
    }
}
