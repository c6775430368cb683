package dev.millrace.pipeline.pii;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.pipeline.document.Document;
import dev.millrace.pipeline.document.DocumentId;
import dev.millrace.pipeline.document.Provenance;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PiiRedactionTest {
    private static final PiiRedaction MARK =
            new PiiRedaction(new PiiRedaction.Settings(List.of("<email>"), List.of("<ip>"), List.of("<ip>")));

    private static Document edit(PiiRedaction stage, String text) {
        return stage.apply(Document.of(new DocumentId("0".repeat(32)), new Provenance("test", 0, ""), text))
                .document();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "Write to Jane.Doe+x@Mail.Example.co.uk.|Write to <email>.",
                "(jane@a.example), 'joe@b.example'|(<email>), '<email>'",
                "mailto:jane_d@a-b.example?subject=x|mailto:<email>?subject=x",
                "müller@büro.example|<email>",
                "联系jane@a.example。|联系<email>。",
                "a@b.example@c.example|<email>@c.example",
                "x@a.example;y@b.example|<email>;<email>",
                "jane@a.xn--p1ai|<email>",
                "..jane@a.example|..<email>",
                "jane@a.example-|<email>-"
            })
    void redactsEmail(String text, String expected) {
        assertThat(edit(MARK, text).text()).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "user@localhost",
                "left-pad@1.3.0",
                "@handle of a.b",
                "a @ b.example",
                "jane.@a.example",
                "jane@.example",
                "jane@a..example",
                "@a.example",
                "e=mc@2",
                "jane@a.b1",
                ""
            })
    void leavesWhatOnlyLooksLikeEmail(String text) {
        Document document = edit(MARK, text);

        assertThat(document.text()).isEqualTo(text);
        assertThat(document.measures()).isEqualTo(Map.of("pii.email", 0.0, "pii.ip", 0.0));
    }

    @Test
    void leavesALocalPartThatNoMailboxCanHave() {
        assertThat(edit(MARK, "a".repeat(64) + "@b.example").text()).isEqualTo("<email>");
        assertThat(edit(MARK, "a".repeat(65) + "@b.example").text()).isEqualTo("a".repeat(65) + "@b.example");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "'from 8.8.8.8, then'|'from <ip>, then'",
                "'at 8.8.8.8.'|'at <ip>.'",
                "'8.8.8.8:53/udp 8.8.4.0/24'|'<ip>:53/udp <ip>/24'",
                "'[8.8.8.8]-1.1.1.1'|'[<ip>]-<ip>'",
                "'172.32.0.1 100.128.0.1 192.0.1.1'|'<ip> <ip> <ip>'",
                "'2606:4700:4700::1111, [2a00:1450:4001:81b:0:0:0:200e]:80'|'<ip>, [<ip>]:80'",
                "'2620:0:2d0:200::7: yes'|'<ip>: yes'"
            })
    void redactsPublicAddresses(String text, String expected) {
        assertThat(edit(MARK, text).text()).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1.2.3.4.5",
                "v1.2.3.4",
                "1.2.3.4a",
                "256.1.1.1",
                "8.8.8",
                "08.8.8.8",
                "8..8.8.8",
                "12.10.2020",
                "2020.10.12.1",
                "10.0.0.1 127.0.0.1 192.168.1.1 172.16.0.1 169.254.1.1 100.64.0.1 0.0.0.0 255.255.255.255 224.0.0.1",
                "192.0.2.7 198.51.100.7 203.0.113.7 198.18.0.1 192.0.0.1",
                "12:34:56",
                "std::vector a::b ::1 fe80::1 2001:db8::7 fd00::1",
                "00:1a:2b:3c:4d:5e",
                "2606:4700::1::1",
                "2606:4700:1:2:3:4:5:6:7",
                "2606:4700:4700::1111g"
            })
    void leavesWhatOnlyLooksLikeAPublicAddress(String text) {
        Document document = edit(MARK, text);

        assertThat(document.text()).isEqualTo(text);
        assertThat(document.measures()).containsEntry("pii.ip", 0.0);
    }

    @Test
    void usesExamplesInTurnFromTheFirstInEachDocument() {
        PiiRedaction stage = new PiiRedaction(PiiRedaction.Settings.defaults());
        Document document = edit(stage, "a@a.example b@b.example c@c.example 8.8.8.8");

        assertThat(document.text())
                .isEqualTo("email@example.com firstname.lastname@example.org email@example.com 192.0.2.1");
        assertThat(document.measures()).containsEntry("pii.email", 3.0).containsEntry("pii.ip", 1.0);
        assertThat(edit(stage, "z@z.example").text()).isEqualTo("email@example.com");
        assertThat(edit(stage, document.text()).text()).isEqualTo(document.text());
    }

    @Test
    void leavesAndDoesNotCountAKindWithoutExamples() {
        Document document = edit(
                new PiiRedaction(new PiiRedaction.Settings(List.of(), List.of("<ip>"), List.of())),
                "a@a.example 8.8.8.8 2606:4700::1111");

        assertThat(document.text()).isEqualTo("a@a.example <ip> 2606:4700::1111");
        assertThat(document.measures()).isEqualTo(Map.of("pii.ip", 1.0));
    }

    @ParameterizedTest
    @ValueSource(strings = {"a@", "a", "a.", "@", "1.", "1", ":", "a:", "a@b.", "a-", "!"})
    void takesTimeInProportionToHostileText(String unit) {
        String text = unit.repeat(2_000_000 / unit.length());

        assertThat(edit(MARK, text).text()).isEqualTo(text);
    }
}
