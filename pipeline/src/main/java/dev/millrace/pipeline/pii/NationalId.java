package dev.millrace.pipeline.pii;

import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;

/**
 * Numbers that states give to people (and Brazil's to companies), by pattern and checksum. In a pattern, {@code d} is a
 * digit, {@code L} a capital, {@code A} either; all else stands for itself. Forms whose check is weak count only near a
 * word that names them.
 */
@SuppressWarnings("ImmutableEnumChecker") // its lists are copies that nothing changes, its checks have no state
enum NationalId {
    US_SSN(List.of("ddd-dd-dddd"), List.of("ddddddddd", "ddd dd dddd"), "ssn social", NationalId::ssn),
    GB_NINO(List.of("LLddddddL", "LL dd dd dd L"), List.of(), "", NationalId::nino),
    DE_STEUER_ID(
            List.of(),
            List.of("ddddddddddd", "dd ddd ddd ddd"),
            "steuer idnr identifikationsnummer tin",
            NationalId::steuerId),
    FR_NIR(List.of("d dd dd AA ddd ddd dd", "ddddddAdddddddd"), List.of(), "", NationalId::nir),
    ES_DNI(List.of("ddddddddL", "dddddddd-L"), List.of(), "", NationalId::dni),
    ES_NIE(List.of("LdddddddL", "L-ddddddd-L"), List.of(), "", NationalId::nie),
    IT_CODICE_FISCALE(List.of("LLLLLLddLddLdddL"), List.of(), "", NationalId::codiceFiscale),
    NL_BSN(List.of(), List.of("ddddddddd"), "bsn burgerservice sofi", NationalId::bsn),
    PL_PESEL(List.of(), List.of("ddddddddddd"), "pesel", NationalId::pesel),
    BR_CPF(List.of("ddd.ddd.ddd-dd"), List.of("ddddddddddd"), "cpf", NationalId::cpf),
    BR_CNPJ(List.of("dd.ddd.ddd/dddd-dd"), List.of("dddddddddddddd"), "cnpj", NationalId::cnpj),
    IN_AADHAAR(List.of(), List.of("dddd dddd dddd", "dddddddddddd"), "aadhaar aadhar uid", NationalId::aadhaar),
    CN_RESIDENT(List.of("dddddddddddddddddA"), List.of(), "", NationalId::chinese),
    KR_RRN(List.of("dddddd-ddddddd"), List.of(), "", NationalId::korean),
    SE_PERSONNUMMER(List.of("dddddddd-dddd"), List.of("dddddd-dddd"), "personnummer personnr", NationalId::swedish),
    FI_HETU(List.of("dddddd-dddA", "ddddddAdddA"), List.of(), "", NationalId::finnish),
    BE_NISS(
            List.of("dd.dd.dd-ddd.dd"),
            List.of("ddddddddddd"),
            "niss rijksregister registre national insz",
            NationalId::belgian),
    CA_SIN(
            List.of(),
            List.of("ddd-ddd-ddd", "ddd ddd ddd", "ddddddddd"),
            "sin social insurance nas",
            NationalId::canadian);

    private static final String DNI_LETTERS = "TRWAGMYFPDXBNJZSQVHLCKE";
    private static final String HETU_MARKS = "0123456789ABCDEFHJKLMNPRSTUVWXY";
    private static final int[] ODD = {
        1, 0, 5, 7, 9, 13, 15, 17, 19, 21, 2, 4, 18, 20, 11, 3, 6, 8, 12, 14, 16, 10, 22, 25, 24, 23
    };

    private final List<String> forms;
    private final List<String> weakForms;
    private final List<String> words;
    private final Predicate<String> check;

    NationalId(List<String> forms, List<String> weakForms, String words, Predicate<String> check) {
        this.forms = forms;
        this.weakForms = weakForms;
        this.words = words.isEmpty() ? List.of() : List.of(words.split(" "));
        this.check = check;
    }

    /** As settings spell it: {@code us-ssn}. */
    String spelled() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    List<String> forms() {
        return forms;
    }

    List<String> weakForms() {
        return weakForms;
    }

    /** Words one of which must stand before a weak form. */
    List<String> words() {
        return words;
    }

    /** @param compact digits and letters without what stands between them */
    boolean checks(String compact) {
        return check.test(compact);
    }

    private static boolean ssn(String id) {
        int area = Digits.number(id, 0, 3);
        return area != 0 && area != 666 && area < 900 && !id.startsWith("00", 3) && !id.endsWith("0000");
    }

    private static boolean nino(String id) {
        String prefix = id.substring(0, 2);
        return "DFIQUV".indexOf(id.charAt(0)) < 0
                && "DFIOQUV".indexOf(id.charAt(1)) < 0
                && !List.of("BG", "GB", "KN", "NK", "NT", "TN", "ZZ").contains(prefix)
                && "ABCD".indexOf(id.charAt(8)) >= 0;
    }

    private static boolean steuerId(String id) {
        int[] counts = new int[10];
        id.substring(0, 10).chars().forEach(c -> counts[c - '0']++);
        int repeated = 0;
        for (int count : counts) {
            repeated += count > 1 ? 1 : 0;
            if (count > 3) {
                return false;
            }
        }
        return id.charAt(0) != '0' && repeated == 1 && Digits.mod11And10(id);
    }

    // sex year month department commune order key; key = 97 - rest mod 97, Corsica's 2A and 2B standing for 19 and 18
    private static boolean nir(String id) {
        if ("123478".indexOf(id.charAt(0)) < 0) {
            return false;
        }
        String plain = id.replace("2A", "19").replace("2B", "18");
        if (!plain.chars().allMatch(c -> Digits.is((char) c))) {
            return false;
        }
        int month = Digits.number(plain, 3, 5);
        boolean dated = (month >= 1 && month <= 12) || (month >= 20 && month <= 42) || month >= 50;
        return dated && 97 - Digits.mod97(plain.substring(0, 13), 0) == Digits.number(plain, 13, 15);
    }

    private static boolean dni(String id) {
        return DNI_LETTERS.charAt(Digits.number(id, 0, 8) % 23) == id.charAt(8);
    }

    private static boolean nie(String id) {
        int first = "XYZ".indexOf(id.charAt(0));
        return first >= 0 && dni(first + id.substring(1));
    }

    private static boolean codiceFiscale(String id) {
        int sum = 0;
        for (int i = 0; i < 15; i++) {
            char c = id.charAt(i);
            int value = Digits.is(c) ? c - '0' : c - 'A';
            sum += i % 2 == 0 ? ODD[value] : value;
        }
        int day = Digits.number(id, 9, 11);
        boolean dated =
                "ABCDEHLMPRST".indexOf(id.charAt(8)) >= 0 && ((day >= 1 && day <= 31) || (day >= 41 && day <= 71));
        return dated && id.charAt(15) == 'A' + sum % 26;
    }

    private static boolean bsn(String id) {
        int sum = Digits.weighted(id, 9, 8, 7, 6, 5, 4, 3, 2) - Digits.at(id, 8);
        return sum % 11 == 0 && !Digits.allSame(id);
    }

    private static boolean pesel(String id) {
        int month = Digits.number(id, 2, 4) % 20;
        int sum = Digits.weighted(id, 1, 3, 7, 9, 1, 3, 7, 9, 1, 3);
        return Digits.isDate(month, Digits.number(id, 4, 6)) && (10 - sum % 10) % 10 == Digits.at(id, 10);
    }

    private static boolean cpf(String id) {
        int first = Digits.weighted(id, 10, 9, 8, 7, 6, 5, 4, 3, 2) * 10 % 11 % 10;
        int second = Digits.weighted(id, 11, 10, 9, 8, 7, 6, 5, 4, 3, 2) * 10 % 11 % 10;
        return first == Digits.at(id, 9) && second == Digits.at(id, 10) && !Digits.allSame(id);
    }

    private static boolean cnpj(String id) {
        int first = Digits.weighted(id, 5, 4, 3, 2, 9, 8, 7, 6, 5, 4, 3, 2) % 11;
        int second = Digits.weighted(id, 6, 5, 4, 3, 2, 9, 8, 7, 6, 5, 4, 3, 2) % 11;
        return (first < 2 ? 0 : 11 - first) == Digits.at(id, 12)
                && (second < 2 ? 0 : 11 - second) == Digits.at(id, 13)
                && !Digits.allSame(id);
    }

    private static boolean aadhaar(String id) {
        return id.charAt(0) >= '2' && Digits.verhoeff(id) && !Digits.allSame(id);
    }

    // GB 11643: weights 2^(17-i) mod 11, check 1 0 X 9 8 7 6 5 4 3 2
    private static boolean chinese(String id) {
        int year = Digits.number(id, 6, 10);
        if (year < 1900 || year > 2100 || !Digits.isDate(Digits.number(id, 10, 12), Digits.number(id, 12, 14))) {
            return false;
        }
        int sum = Digits.weighted(id, 7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2);
        return "10X98765432".charAt(sum % 11) == id.charAt(17);
    }

    private static boolean korean(String id) {
        int sum = Digits.weighted(id, 2, 3, 4, 5, 6, 7, 8, 9, 2, 3, 4, 5);
        return Digits.isDate(Digits.number(id, 2, 4), Digits.number(id, 4, 6))
                && (11 - sum % 11) % 10 == Digits.at(id, 12);
    }

    private static boolean swedish(String id) {
        String ten = id.substring(id.length() - 10);
        int day = Digits.number(ten, 4, 6);
        return Digits.isDate(Digits.number(ten, 2, 4), day > 60 ? day - 60 : day) && Digits.luhn(ten);
    }

    private static boolean finnish(String id) {
        String digits = id.length() == 11 ? id.substring(0, 6) + id.substring(7) : id;
        boolean century = id.length() == 10 || "ABCDEFYXWVU".indexOf(id.charAt(6)) >= 0;
        return century
                && Digits.isDate(Digits.number(digits, 2, 4), Digits.number(digits, 0, 2))
                && HETU_MARKS.charAt(Integer.parseInt(digits.substring(0, 9)) % 31) == digits.charAt(9);
    }

    private static boolean belgian(String id) {
        long number = Long.parseLong(id.substring(0, 9));
        int check = Digits.number(id, 9, 11);
        boolean dated = Digits.number(id, 2, 4) <= 12 && Digits.number(id, 4, 6) <= 31;
        return dated && (97 - number % 97 == check || 97 - (2_000_000_000L + number) % 97 == check);
    }

    private static boolean canadian(String id) {
        return id.charAt(0) != '0' && id.charAt(0) != '8' && Digits.luhn(id) && !Digits.allSame(id);
    }
}
