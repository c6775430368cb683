package dev.millrace.pipeline.pii;

import java.util.Locale;

/** Kinds of personal data; where two claim the same characters, the earlier one has them. */
enum Kind {
    KEY,
    EMAIL,
    IBAN,
    CREDIT_CARD,
    NATIONAL_ID,
    IP,
    PHONE;

    /** As measures, rules and placeholders spell it: {@code credit-card}. */
    String spelled() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** What stands in its place. */
    String placeholder() {
        return "[" + name() + "]";
    }
}
