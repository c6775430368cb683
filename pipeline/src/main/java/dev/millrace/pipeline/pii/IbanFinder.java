package dev.millrace.pipeline.pii;

import dev.millrace.pipeline.words.Spans;
import java.util.HashMap;
import java.util.Map;

/** International bank account numbers (ISO 13616): a country's length, and 1 as the remainder by 97. */
final class IbanFinder implements Finder {
    private static final Map<String, Integer> LENGTHS = new HashMap<>();

    static {
        String table =
                "NO15 BE16 DK18 FI18 FO18 GL18 NL18 MK19 SI19 AT20 BA20 EE20 KZ20 LT20 LU20 XK20 CH21 HR21 LI21 LV21"
                        + " BG22 BH22 CR22 DE22 GB22 GE22 IE22 ME22 RS22 AE23 GI23 IL23 IQ23 OM23 TL23 SO23 AD24 CZ24 ES24 MD24"
                        + " PK24 RO24 SA24 SE24 SK24 TN24 VG24 LY25 PT25 ST25 IS26 TR26 AZ28 BI27 FR27 GR27 IT27 MC27 MR27 SM27"
                        + " AL28 BY28 CY28 DO28 GT28 HU28 LB28 NI28 PL28 SV28 BR29 EG29 PS29 QA29 UA29 JO30 KW30 MU30 YE30 MT31"
                        + " SC31 LC32 RU33 DJ27 SD18 MN20 FK18";
        for (String entry : table.split(" ")) {
            LENGTHS.put(entry.substring(0, 2), Integer.parseInt(entry.substring(2)));
        }
    }

    @Override
    public void find(String text, Spans found) {
        int from = 0;
        for (int at = 0; at + 15 <= text.length(); at++) {
            if (at < from
                    || !upper(text.charAt(at))
                    || !upper(text.charAt(at + 1))
                    || !Digits.is(text.charAt(at + 2))) {
                continue;
            }
            boolean apart = at == 0 || !Character.isLetterOrDigit(text.charAt(at - 1));
            Integer length = apart ? LENGTHS.get(text.substring(at, at + 2)) : null;
            if (length != null) {
                int end = end(text, at, length);
                if (end > at) {
                    found.add(at, end);
                    from = end;
                }
            }
        }
    }

    /** Position after the account number, spaces within it allowed; {@code from} when there is none. */
    private static int end(String text, int from, int length) {
        StringBuilder compact = new StringBuilder(length);
        int at = from;
        while (at < text.length() && compact.length() < length) {
            char c = text.charAt(at);
            if (upper(c) || Digits.is(c)) {
                compact.append(c);
            } else if ((c != ' ' && c != '\u00A0' && c != '-') || compact.length() % 4 != 0) {
                return from;
            }
            at++;
        }
        boolean apart = at == text.length() || !Character.isLetterOrDigit(text.charAt(at));
        boolean checked =
                compact.length() == length && Digits.mod97(compact.substring(4) + compact.substring(0, 4), 0) == 1;
        return apart && checked ? at : from;
    }

    private static boolean upper(char c) {
        return c >= 'A' && c <= 'Z';
    }
}
