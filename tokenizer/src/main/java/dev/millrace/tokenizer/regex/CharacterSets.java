package dev.millrace.tokenizer.regex;

import com.ibm.icu.lang.UCharacter;
import com.ibm.icu.lang.UProperty;
import com.ibm.icu.lang.UScript;
import com.ibm.icu.text.UnicodeSet;
import dev.millrace.tokenizer.text.CharacterProperties;
import dev.millrace.tokenizer.text.UnicodeTable;
import java.util.Locale;
import java.util.Optional;
import java.util.function.IntPredicate;

/** The sets that escapes, properties and POSIX brackets name. */
final class CharacterSets {
    /** Numbers of Latin-1 that Oniguruma has in {@code \w}. */
    private static final UnicodeSet LATIN_NUMBERS = new UnicodeSet(0xB2, 0xB3, 0xB9, 0xB9, 0xBC, 0xBE).freeze();

    /** Lower-case up to Unicode 16. */
    private static final int PHARYNGEAL_FRICATIVE = 0x295;

    private CharacterSets() {}

    static UnicodeSet of(IntPredicate holds) {
        UnicodeSet set = new UnicodeSet();
        for (int from = 0; from <= Character.MAX_CODE_POINT; ) {
            if (!holds.test(from)) {
                from++;
                continue;
            }
            int to = from;
            while (to < Character.MAX_CODE_POINT && holds.test(to + 1)) {
                to++;
            }
            set.add(from, to);
            from = to + 1;
        }
        return set;
    }

    static UnicodeSet all() {
        return new UnicodeSet(0, Character.MAX_CODE_POINT);
    }

    static UnicodeSet single(int codePoint) {
        return new UnicodeSet(codePoint, codePoint);
    }

    static UnicodeSet complement(UnicodeSet set) {
        return all().removeAll(set);
    }

    /** With every character that differs from one of the set in case only. */
    static UnicodeSet ofAnyCase(UnicodeSet set) {
        UnicodeSet closed =
                new UnicodeSet(set).closeOver(UnicodeSet.CASE_INSENSITIVE).removeAllStrings();
        return closed.removeAll(category("Cn").removeAll(set));
    }

    /** {@code \w}, {@code \s}, {@code \d}, {@code \h} and their complements; empty for another escape. */
    static Optional<UnicodeSet> escape(int letter) {
        Optional<UnicodeSet> set = switch (Character.toLowerCase(letter)) {
            case 'w' -> Optional.of(word().addAll(LATIN_NUMBERS));
            case 's' -> Optional.of(of(UnicodeTable::isWhiteSpace));
            case 'd' -> Optional.of(category("Nd"));
            case 'h' -> Optional.of(new UnicodeSet('0', '9', 'A', 'F', 'a', 'f'));
            default -> Optional.empty();
        };
        return letter < 'a' ? set.map(CharacterSets::complement) : set;
    }

    /** {@code \p{name}}: a general category, a script, or a POSIX bracket's name; empty for another. */
    static Optional<UnicodeSet> property(String name) {
        String plain = name.replace("_", "").replace(" ", "").replace("-", "").toLowerCase(Locale.ROOT);
        for (String category : UnicodeTable.categories()) {
            if (category.toLowerCase(Locale.ROOT).equals(plain)
                    || (plain.length() == 1 && category.toLowerCase(Locale.ROOT).startsWith(plain))) {
                return Optional.of(category(plain));
            }
        }
        switch (plain) {
            case "punct" -> {
                return Optional.of(category("P"));
            }
            case "word" -> {
                return escape('w');
            }
            case "emoji" -> {
                return binary(UProperty.EMOJI);
            }
            default -> {}
        }
        Optional<UnicodeSet> posix = posix(plain);
        if (posix.isPresent()) {
            return posix;
        }
        Optional<String> longName = longName(plain);
        return longName.isPresent() ? longName.map(CharacterSets::category) : script(name);
    }

    /** {@code [:name:]}; empty for a name that is none. */
    static Optional<UnicodeSet> posix(String name) {
        return switch (name) {
            case "any" -> Optional.of(all());
            case "alpha" -> binary(UProperty.ALPHABETIC);
            case "alnum" -> binary(UProperty.ALPHABETIC).map(set -> set.addAll(category("Nd")));
            case "lower" -> binary(UProperty.LOWERCASE).map(set -> set.add(PHARYNGEAL_FRICATIVE));
            case "upper" -> binary(UProperty.UPPERCASE);
            case "digit" -> Optional.of(category("Nd"));
            case "space" -> escape('s');
            case "word" -> Optional.of(word());
            case "xdigit" -> escape('h');
            case "blank" -> Optional.of(category("Zs").add('\t'));
            case "cntrl" -> Optional.of(category("Cc"));
            // Oniguruma counts symbols in
            case "punct" -> Optional.of(category("P").addAll(category("S")));
            case "graph" -> Optional.of(graphic());
            case "print" -> Optional.of(graphic().addAll(category("Zs")));
            default -> Optional.empty();
        };
    }

    private static Optional<String> longName(String name) {
        return switch (name) {
            case "letter" -> Optional.of("L");
            case "uppercaseletter" -> Optional.of("Lu");
            case "lowercaseletter" -> Optional.of("Ll");
            case "titlecaseletter" -> Optional.of("Lt");
            case "modifierletter" -> Optional.of("Lm");
            case "otherletter" -> Optional.of("Lo");
            case "mark" -> Optional.of("M");
            case "number" -> Optional.of("N");
            case "decimalnumber" -> Optional.of("Nd");
            case "punctuation" -> Optional.of("P");
            case "symbol" -> Optional.of("S");
            case "separator" -> Optional.of("Z");
            case "other" -> Optional.of("C");
            default -> Optional.empty();
        };
    }

    private static UnicodeSet category(String name) {
        String wanted = name.toLowerCase(Locale.ROOT);
        return of(codePoint ->
                UnicodeTable.category(codePoint).toLowerCase(Locale.ROOT).startsWith(wanted));
    }

    private static Optional<UnicodeSet> script(String name) {
        int script;
        try {
            script = UCharacter.getPropertyValueEnum(UProperty.SCRIPT, name);
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
        return Optional.of(of(codePoint -> UScript.getScript(codePoint) == script && isAssigned(codePoint)));
    }

    private static Optional<UnicodeSet> binary(int property) {
        return Optional.of(of(codePoint -> UCharacter.hasBinaryProperty(codePoint, property) && isAssigned(codePoint)));
    }

    /** {@code \w} within brackets, which lacks what stands for it outside. */
    static UnicodeSet word() {
        return of(CharacterProperties::isWord).removeAll(new UnicodeSet(0x200C, 0x200D));
    }

    private static UnicodeSet graphic() {
        return complement(of(codePoint -> UnicodeTable.isWhiteSpace(codePoint)
                || UnicodeTable.category(codePoint).matches("C[cns]")));
    }

    private static boolean isAssigned(int codePoint) {
        return !UnicodeTable.category(codePoint).equals("Cn");
    }
}
