package dev.millrace.tokenizer.text;

import java.util.Map;

/**
 * Writes {@code general-category.txt} to standard output from the Unicode data of the Java that runs it. Run with the
 * single-file launcher of a JDK 25 (Unicode 16.0), the data that the tokenizers of reference are built on.
 */
final class GeneralCategoryGenerator {
    static final Map<Integer, String> NAMES = Map.ofEntries(
            Map.entry((int) Character.UNASSIGNED, "Cn"),
            Map.entry((int) Character.UPPERCASE_LETTER, "Lu"),
            Map.entry((int) Character.LOWERCASE_LETTER, "Ll"),
            Map.entry((int) Character.TITLECASE_LETTER, "Lt"),
            Map.entry((int) Character.MODIFIER_LETTER, "Lm"),
            Map.entry((int) Character.OTHER_LETTER, "Lo"),
            Map.entry((int) Character.NON_SPACING_MARK, "Mn"),
            Map.entry((int) Character.ENCLOSING_MARK, "Me"),
            Map.entry((int) Character.COMBINING_SPACING_MARK, "Mc"),
            Map.entry((int) Character.DECIMAL_DIGIT_NUMBER, "Nd"),
            Map.entry((int) Character.LETTER_NUMBER, "Nl"),
            Map.entry((int) Character.OTHER_NUMBER, "No"),
            Map.entry((int) Character.SPACE_SEPARATOR, "Zs"),
            Map.entry((int) Character.LINE_SEPARATOR, "Zl"),
            Map.entry((int) Character.PARAGRAPH_SEPARATOR, "Zp"),
            Map.entry((int) Character.CONTROL, "Cc"),
            Map.entry((int) Character.FORMAT, "Cf"),
            Map.entry((int) Character.PRIVATE_USE, "Co"),
            Map.entry((int) Character.SURROGATE, "Cs"),
            Map.entry((int) Character.DASH_PUNCTUATION, "Pd"),
            Map.entry((int) Character.START_PUNCTUATION, "Ps"),
            Map.entry((int) Character.END_PUNCTUATION, "Pe"),
            Map.entry((int) Character.CONNECTOR_PUNCTUATION, "Pc"),
            Map.entry((int) Character.OTHER_PUNCTUATION, "Po"),
            Map.entry((int) Character.MATH_SYMBOL, "Sm"),
            Map.entry((int) Character.CURRENCY_SYMBOL, "Sc"),
            Map.entry((int) Character.MODIFIER_SYMBOL, "Sk"),
            Map.entry((int) Character.OTHER_SYMBOL, "So"),
            Map.entry((int) Character.INITIAL_QUOTE_PUNCTUATION, "Pi"),
            Map.entry((int) Character.FINAL_QUOTE_PUNCTUATION, "Pf"));

    private GeneralCategoryGenerator() {}

    public static void main(String[] arguments) {
        System.out.println(
                "# General category by code point, Unicode 16.0. A line gives the first code point of a run,");
        System.out.println("# hexadecimal, and the category of all code points up to the next line's.");
        String previous = "";
        for (int codePoint = 0; codePoint <= Character.MAX_CODE_POINT; codePoint++) {
            String category = NAMES.get(Character.getType(codePoint));
            if (!category.equals(previous)) {
                System.out.println(Integer.toHexString(codePoint) + " " + category);
                previous = category;
            }
        }
    }
}
