package dev.millrace.pipeline.extract;

import java.util.regex.Pattern;

/** Lines that say who wrote a text and how they are reached. Texts come on one line. */
final class Signatures {
    private static final int LONGEST_BYLINE = 100;

    // 24.7.2017 10:15 Uhr | by Ada Lovelace | Written by ADA LOVELACE, Staff Writer | Von Ada Lovelace und Charles
    // Babbage (dpa)
    private static final String NAME = "\\p{Lu}[\\p{L}'’.-]*";
    private static final String DATE = "(?:.{0,40}?\\d[\\d.:/]*(?: Uhr| [AaPp]\\.?[Mm]\\.?)?[ ,|·•–—-]+)?";
    private static final Pattern BYLINE =
            Pattern.compile(DATE + "(?:(?:(?i:written|posted|reported|published|text|words|story) )?"
                    + "(?i:by):? " + NAME
                    + "|(?i:(?:geschrieben |verfasst |text )?von|par|por|door|av|af|przez):? " + NAME + " " + NAME + ")"
                    + "(?: (?:and|und|et|y|e|en|i|&|van|von|der|de|da|" + NAME
                    + ")){0,8}(?:[ ,|•·(–—/-].*)?(?<![.!?…:])");

    private static final Pattern BY =
            Pattern.compile("(?<!\\p{L})(?:by|von|par|por|door|av|af|przez)[ :]", Pattern.CASE_INSENSITIVE);

    // Follow her on Twitter: @name | can be reached at name@example.org
    private static final Pattern REACHED = Pattern.compile(
            "\\b(?:follow|twitter|contact|reach|reached|e-?mail|write to|folgen|kontakt|erreichen|suivez|contacter|contactar"
                    + "|seguir|síguel[ao])\\b",
            Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);

    private Signatures() {}

    static boolean isSignature(String text) {
        return isByline(text) || isContact(text);
    }

    private static boolean isByline(String text) {
        return text.length() <= LONGEST_BYLINE
                && BY.matcher(text).find()
                && BYLINE.matcher(text).matches();
    }

    private static boolean isContact(String text) {
        return text.indexOf('@') >= 0 && REACHED.matcher(text).find();
    }
}
