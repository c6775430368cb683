package dev.millrace.pipeline.extract;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CharsetDetectionTest {
    @ParameterizedTest
    @CsvSource({
        "utf-8, UTF-8",
        "UTF8, UTF-8",
        "utf_8, UTF-8",
        "iso-8859-1, windows-1252",
        "Latin1, windows-1252",
        "windows1251, windows-1251",
        "cp-1251, windows-1251",
        "gb2312, GB18030",
        "Shift_JIS, windows-31j",
        "KOI8-R, KOI8-R",
    })
    void readsNamesAsBrowsersDo(String written, String name) {
        assertThat(CharsetNames.find(written)).contains(Charset.forName(name));
    }

    @ParameterizedTest
    @CsvSource({"''", "utf-9", "'x y z'", "none", "'<>'"})
    void toleratesNamesThatNameNothing(String written) {
        assertThat(CharsetNames.find(written)).isEmpty();
    }

    @Test
    void believesTheMarkBeforeTheHeaderBeforeThePage() {
        byte[] marked = "\uFEFF<p>é".getBytes(StandardCharsets.UTF_16LE);
        assertThat(CharsetDetection.detect(marked, "iso-8859-1")).isEqualTo(StandardCharsets.UTF_16LE);
        byte[] russian = "<meta charset=koi8-r><p>мир".getBytes(Charset.forName("windows-1251"));
        assertThat(CharsetDetection.detect(russian, "windows-1251")).isEqualTo(Charset.forName("windows-1251"));
        assertThat(CharsetDetection.detect(russian, "")).isEqualTo(Charset.forName("KOI8-R"));
    }

    @ParameterizedTest
    @CsvSource({
        "'<meta http-equiv=Content-Type content=\"text/html; charset=koi8-r\">'",
        "'<META CHARSET = \"koi8-r\" />'",
        "'<?xml version=\"1.0\" encoding=\"koi8-r\"?><html>'",
        "'<meta name=a content=b><meta charset=koi8-r>'"
    })
    void readsWhatThePageDeclares(String head) {
        byte[] page = head.getBytes(StandardCharsets.US_ASCII);
        assertThat(MetaCharset.find(page)).contains(Charset.forName("KOI8-R"));
    }

    @Test
    void takesUndeclaredBytesThatAreValidForUtf8() {
        assertThat(CharsetDetection.detect("<p>naïve".getBytes(StandardCharsets.UTF_8), ""))
                .isEqualTo(StandardCharsets.UTF_8);
        byte[] cut = "<p>naï".getBytes(StandardCharsets.UTF_8);
        assertThat(CharsetDetection.detect(java.util.Arrays.copyOf(cut, cut.length - 1), ""))
                .isEqualTo(StandardCharsets.UTF_8);
        assertThat(CharsetDetection.detect(new byte[0], "")).isEqualTo(StandardCharsets.UTF_8);
    }

    @Test
    void findsSixteenBitTextWithoutAMark() {
        byte[] page = "<html><p>жук".getBytes(StandardCharsets.UTF_16BE);
        assertThat(CharsetDetection.detect(page, "utf-8")).isEqualTo(StandardCharsets.UTF_16BE);
    }
}
