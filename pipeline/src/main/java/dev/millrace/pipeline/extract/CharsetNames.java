package dev.millrace.pipeline.extract;

import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.UnsupportedCharsetException;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Charset names as pages write them, read as browsers read them (WHATWG Encoding Standard, 4.2). */
final class CharsetNames {
    private static final Map<String, String> AS_BROWSERS_DO = Map.ofEntries(
            Map.entry("iso-8859-1", "windows-1252"),
            Map.entry("iso8859-1", "windows-1252"),
            Map.entry("iso-8859-15", "ISO-8859-15"),
            Map.entry("latin1", "windows-1252"),
            Map.entry("latin-1", "windows-1252"),
            Map.entry("us-ascii", "windows-1252"),
            Map.entry("ascii", "windows-1252"),
            Map.entry("iso-8859-9", "windows-1254"),
            Map.entry("iso-8859-11", "x-windows-874"),
            Map.entry("tis-620", "x-windows-874"),
            Map.entry("gb2312", "GB18030"),
            Map.entry("gbk", "GB18030"),
            Map.entry("gb_2312-80", "GB18030"),
            Map.entry("x-gbk", "GB18030"),
            Map.entry("ks_c_5601-1987", "x-windows-949"),
            Map.entry("euc-kr", "x-windows-949"),
            Map.entry("shift_jis", "windows-31j"),
            Map.entry("shift-jis", "windows-31j"),
            Map.entry("x-sjis", "windows-31j"),
            Map.entry("sjis", "windows-31j"),
            Map.entry("big5", "Big5-HKSCS"),
            Map.entry("utf8", "UTF-8"),
            Map.entry("utf", "UTF-8"),
            Map.entry("unicode", "UTF-8"),
            Map.entry("unicode-1-1-utf-8", "UTF-8"),
            Map.entry("iso-8859-8-i", "ISO-8859-8"),
            Map.entry("x-user-defined", "windows-1252"));

    private static final int LONGEST = 40;

    private CharsetNames() {}

    /** Empty when there is no such charset, or none that can be read on this Java. */
    static Optional<Charset> find(String written) {
        String name = written.strip().toLowerCase(Locale.ROOT).replace("\"", "").replace("'", "");
        if (name.isEmpty() || name.length() > LONGEST) {
            return Optional.empty();
        }
        return forName(AS_BROWSERS_DO.getOrDefault(name, name)).or(() -> forName(withHyphens(name)));
    }

    /** {@code utf_8}, {@code utf 8}, {@code windows1251}, {@code cp-1251}: slips that are common. */
    private static String withHyphens(String name) {
        String hyphens = name.replace('_', '-').replace(' ', '-');
        if (hyphens.startsWith("windows1")) {
            return "windows-" + hyphens.substring("windows".length());
        }
        if (hyphens.startsWith("cp-") || hyphens.startsWith("win-")) {
            return "windows-" + hyphens.substring(hyphens.indexOf('-') + 1);
        }
        return AS_BROWSERS_DO.getOrDefault(hyphens, hyphens);
    }

    private static Optional<Charset> forName(String name) {
        try {
            Charset charset = Charset.forName(name);
            charset.newDecoder();
            return Optional.of(charset);
        } catch (IllegalCharsetNameException | UnsupportedCharsetException | UnsupportedOperationException e) {
            return Optional.empty();
        }
    }
}
