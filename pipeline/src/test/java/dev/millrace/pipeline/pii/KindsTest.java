package dev.millrace.pipeline.pii;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.millrace.pipeline.document.Document;
import dev.millrace.pipeline.document.DocumentId;
import dev.millrace.pipeline.document.Provenance;
import dev.millrace.pipeline.outcome.Outcome;
import dev.millrace.pipeline.words.Spans;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Cards, accounts, keys, national and phone numbers, and what only looks like them. */
class KindsTest {
    private static PiiRedaction.Settings all(Action action, String secret) {
        return new PiiRedaction.Settings(
                List.of("<email>"),
                List.of("<ip>"),
                List.of("<ip>"),
                action,
                action,
                action,
                action,
                action,
                action,
                action,
                List.of("US", "DE", "GB"),
                List.of(),
                secret);
    }

    private static final PiiRedaction REDACT = new PiiRedaction(all(Action.REDACT, ""));

    private static Outcome apply(PiiRedaction stage, String text) {
        return stage.apply(Document.of(new DocumentId("0".repeat(32)), new Provenance("test", 0, ""), text));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "pay 4111 1111 1111 1111 now|pay [CREDIT_CARD] now",
                "5500-0055-5555-5559.|[CREDIT_CARD].",
                "amex 378282246310005|amex [CREDIT_CARD]",
                "3782 822463 10005|[CREDIT_CARD]",
                "no. 12 4111 1111 1111 1111 2|no. 12 [CREDIT_CARD] 2",
                "IBAN DE89 3704 0044 0532 0130 00, thanks|IBAN [IBAN], thanks",
                "GB82WEST12345698765432|[IBAN]",
                "FR14 2004 1010 0505 0001 3M02 606|[IBAN]",
                "ssn 219-09-9999|ssn [NATIONAL_ID]",
                "SSN: 219099999|SSN: [NATIONAL_ID]",
                "NI no. AB 12 34 56 C|NI no. [NATIONAL_ID]",
                "AB123456C|[NATIONAL_ID]",
                "Steuer-ID 86095742719|Steuer-ID [NATIONAL_ID]",
                "1 80 12 75 123 456 42 in France|[NATIONAL_ID] in France",
                "DNI 12345678Z|DNI [NATIONAL_ID]",
                "NIE X1234567L|NIE [NATIONAL_ID]",
                "RSSMRA85T10A562S|[NATIONAL_ID]",
                "BSN 111222333|BSN [NATIONAL_ID]",
                "PESEL 44051401359|PESEL [NATIONAL_ID]",
                "CPF 111.444.777-35|CPF [NATIONAL_ID]",
                "CNPJ 11.222.333/0001-81|CNPJ [NATIONAL_ID]",
                "11010519491231002X|[NATIONAL_ID]",
                "8112189876 personnummer 811218-9876|8112189876 personnummer [NATIONAL_ID]",
                "131052-308T|[NATIONAL_ID]",
                "85.07.30-033.28|[NATIONAL_ID]",
                "call +1 212 555 0123 or +49 30 901820|call [PHONE] or [PHONE]",
                "(212) 555-0123|[PHONE]",
                "Tel.: 030 901820|Tel.: [PHONE]",
                "Phone: 2125550123|Phone: [PHONE]",
                "020 7946 0958|[PHONE]",
                "+1 404 542 3265 (24-hour hotline)|[PHONE] (24-hour hotline)",
                "host 8.8.8.8 of section 2|host <ip> of section 2",
                "id AKIAIOSFODNN7EXAMPLE end|id [KEY] end",
                "token ghp_0123456789abcdefghijABCDEFGHIJ012345|token [KEY]",
                "xoxb-123456789012-abcdefABCDEF|[KEY]",
                "AIzaSyA1234567890abcdefghijklmnopqrstuv|[KEY]",
                "sk_live_4eC39HqLyjWDarjtT1zdp7dc|[KEY]",
                "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0NTY3ODkwIn0.dozjgNryP4J3jVmNHl0w5N_XgL0n3I9PlFUP0THsR8U|[KEY]",
                "api_key = \"a8F3kL9xQ2mN7vB4cD6e\"|api_key = \"[KEY]\"",
                "password: Zx8!|password: Zx8!"
            })
    void redactsEveryKind(String text, String expected) {
        assertThat(apply(REDACT, text).document().text()).isEqualTo(expected);
    }

    @Test
    void redactsBlocksOfPrivateKeys() {
        String text = "a\n-----BEGIN RSA PRIVATE KEY-----\nMIIE\nabc=\n-----END RSA PRIVATE KEY-----\nb";
        assertThat(apply(REDACT, text).document().text()).isEqualTo("a\n[KEY]\nb");
        assertThat(apply(REDACT, "-----BEGIN PUBLIC KEY-----\nMIIE\n-----END PUBLIC KEY-----")
                        .document()
                        .text())
                .startsWith("-----BEGIN PUBLIC");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ISBN 978-3-16-148410-0 and 0-306-40615-2",
                "on 2024-01-15, 15.01.2024, 01/15/2024 or 1999-2000",
                "order 4111111111111112, invoice 20240115000123",
                "version 10.15.7.4412 of 3.1.4-rc.2",
                "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
                "commit 356a192b7913b04c54574d18c28d46e6395428ab",
                "550e8400-e29b-41d4-a716-446655440000",
                "costs $2,125,550,123 or 212.555.012,30 €",
                "$ 212 555 0123 in all",
                "timestamp 1700000000123, 1700000000",
                "EAN 4006381333931",
                "at 52.520008, 13.404954",
                "figures 100 200 300 400 and 1234 5678",
                "phone book of 1987-1988",
                "DE89370400440532013001",
                "AB123456E, GB123456A and QQ123456C",
                "12345678A RSSMRA85T10A562T",
                "000-12-3456 666-12-3456 900-12-3456",
                "111.444.777-36 11.222.333/0001-82",
                "password = your_password_goes_here",
                "token: abcdefghijklmnopqrstuvwxyz",
                "the secret of success is simple",
                "AKIAIOSFODNN7EXAMPLEX and xAKIAIOSFODNN7EXAMPLE",
                "2147483647 18446744073709551615",
                "RFC 2119, ISO 8601, 802.11",
                "(1) 2 3",
                "released (2014-11-09) and (2012-05-18, late)",
                "J. Wells 16(9):821-844 (1986) and 9(3):215-220 (1966)",
                "Version: 2.1.1.3, version \"1.1.5.2\", see section 13.2.5.6 and v. 8.2.4.44",
                "on 4 Jan 2004::",
                "creates a cons cell. (2014-11-09) and 60000 recursive calls 3628800",
                ""
            })
    void leavesWhatOnlyLooksLikeIt(String text) {
        assertThat(apply(REDACT, text).document().text()).isEqualTo(text);
    }

    @Test
    void masksLettersAndDigits() {
        String text = "to joe@a.example or 4111 1111 1111 1111";
        assertThat(apply(new PiiRedaction(all(Action.MASK, "")), text)
                        .document()
                        .text())
                .isEqualTo("to ***@*.******* or **** **** **** ****");
    }

    @Test
    void hashesUnderASecretWhateverTheForm(@TempDir Path folder) throws IOException {
        Path secret = Files.writeString(folder.resolve("secret"), "0123456789abcdef\n");
        PiiRedaction stage = new PiiRedaction(all(Action.HASH, "file:" + secret));
        String hashed =
                apply(stage, "4111 1111 1111 1111 4111111111111111").document().text();
        String first = hashed.substring(0, hashed.indexOf(' '));
        assertThat(first).matches("\\[CREDIT_CARD:[0-9a-f]{16}]");
        assertThat(hashed).isEqualTo(first + " " + first);
        Files.writeString(secret, "fedcba9876543210");
        assertThat(apply(new PiiRedaction(all(Action.HASH, "file:" + secret)), "4111111111111111")
                        .document()
                        .text())
                .isNotEqualTo(first);
    }

    @Test
    void refusesHashesWithoutASecret(@TempDir Path folder) throws IOException {
        assertThatThrownBy(() -> all(Action.HASH, "")).hasMessageStartingWith("Invalid secret: none");
        assertThatThrownBy(() -> new PiiRedaction(all(Action.HASH, "hunter2hunter2hunter2")))
                .hasMessageStartingWith("Invalid secret: not its own text")
                .hasMessageNotContaining("hunter2");
        Path brief = Files.writeString(folder.resolve("brief"), "short");
        assertThatThrownBy(() -> new PiiRedaction(all(Action.HASH, "file:" + brief)))
                .hasMessageContaining("holds 5 bytes")
                .hasMessageNotContaining("short");
    }

    @Test
    void rejectsADocumentByKind() {
        Outcome outcome = apply(new PiiRedaction(all(Action.REJECT, "")), "4111111111111111 and 5500005555555559");
        assertThat(outcome).isInstanceOf(Outcome.Rejected.class);
        Outcome.Rejected rejected = (Outcome.Rejected) outcome;
        assertThat(rejected.rejection().key()).isEqualTo("pii/credit-card");
        assertThat(rejected.rejection().measured()).isEqualTo(2);
        assertThat(outcome.document().measures())
                .containsEntry("pii.credit-card", 2.0)
                .containsEntry("pii.iban", 0.0);
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void findsNoneInNoise(Kind kind) {
        Random random = new Random(7);
        PiiRedaction.Settings settings = all(Action.REDACT, "");
        assertThat(settings.of(kind)).isEqualTo(Action.REDACT);
        String alphabet = "abcXYZ0123456789 -./:+()[]@_=\n";
        for (int n = 0; n < 300; n++) {
            StringBuilder text = new StringBuilder();
            for (int i = 0; i < 400; i++) {
                text.append(alphabet.charAt(random.nextInt(alphabet.length())));
            }
            for (Finder finder : List.of(
                    new KeyFinder(),
                    new CardFinder(),
                    new IbanFinder(),
                    new NationalIdFinder(List.of(NationalId.values())),
                    new PhoneFinder(List.of("US")))) {
                Spans found = new Spans();
                finder.find(text.toString(), found);
                for (int i = 0; i < found.size(); i++) {
                    assertThat(found.end(i)).isGreaterThan(found.start(i)).isLessThanOrEqualTo(text.length());
                    assertThat(found.start(i)).isGreaterThanOrEqualTo(i == 0 ? 0 : found.end(i - 1));
                }
            }
        }
    }
}
