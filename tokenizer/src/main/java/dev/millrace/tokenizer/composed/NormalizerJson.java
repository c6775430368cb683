package dev.millrace.tokenizer.composed;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.millrace.tokenizer.charsmap.Precompiled;
import dev.millrace.tokenizer.normalizer.BertNormalizer;
import dev.millrace.tokenizer.normalizer.ByteLevelNormalizer;
import dev.millrace.tokenizer.normalizer.Lowercase;
import dev.millrace.tokenizer.normalizer.Nmt;
import dev.millrace.tokenizer.normalizer.Normalizer;
import dev.millrace.tokenizer.normalizer.Prepend;
import dev.millrace.tokenizer.normalizer.Replace;
import dev.millrace.tokenizer.normalizer.Strip;
import dev.millrace.tokenizer.normalizer.StripAccents;
import dev.millrace.tokenizer.normalizer.UnicodeForm;
import java.io.IOException;
import java.util.Base64;

/** {@code normalizer}. */
final class NormalizerJson {
    private NormalizerJson() {}

    static void write(Normalizer normalizer, JsonGenerator json) throws IOException {
        if (normalizer instanceof Normalizer.Sequence sequence) {
            writeSequence(sequence, json);
        } else if (normalizer instanceof UnicodeForm form) {
            JsonFields.only(form.name(), json);
        } else if (normalizer instanceof Lowercase) {
            JsonFields.only("Lowercase", json);
        } else if (normalizer instanceof StripAccents) {
            JsonFields.only("StripAccents", json);
        } else if (normalizer instanceof Nmt) {
            JsonFields.only("Nmt", json);
        } else if (normalizer instanceof ByteLevelNormalizer) {
            JsonFields.only("ByteLevel", json);
        } else if (normalizer instanceof Strip strip) {
            JsonFields.start("Strip", json);
            json.writeBooleanField("strip_left", strip != Strip.RIGHT);
            json.writeBooleanField("strip_right", strip != Strip.LEFT);
            json.writeEndObject();
        } else if (normalizer instanceof Prepend prepend) {
            JsonFields.start("Prepend", json);
            json.writeStringField("prepend", prepend.content());
            json.writeEndObject();
        } else if (normalizer instanceof Precompiled precompiled) {
            JsonFields.start("Precompiled", json);
            json.writeStringField(
                    "precompiled_charsmap",
                    Base64.getEncoder().encodeToString(precompiled.rules().compiled()));
            json.writeEndObject();
        } else if (normalizer instanceof Replace replace) {
            writeReplace(replace, json);
        } else if (normalizer instanceof BertNormalizer bert) {
            writeBert(bert, json);
        } else {
            throw JsonFields.unknown(normalizer);
        }
    }

    private static void writeBert(BertNormalizer bert, JsonGenerator json) throws IOException {
        JsonFields.start("BertNormalizer", json);
        json.writeBooleanField("clean_text", bert.cleanText());
        json.writeBooleanField("handle_chinese_chars", bert.handleChineseChars());
        if (bert.stripAccents() == BertNormalizer.AccentStripping.WITH_LOWERCASE) {
            json.writeNullField("strip_accents");
        } else {
            json.writeBooleanField("strip_accents", bert.stripAccents() == BertNormalizer.AccentStripping.ALWAYS);
        }
        json.writeBooleanField("lowercase", bert.lowercase());
        json.writeEndObject();
    }

    static void writeReplace(Replace replace, JsonGenerator json) throws IOException {
        JsonFields.start("Replace", json);
        if (replace.pattern() instanceof Replace.Text text) {
            JsonFields.pattern("String", text.text(), json);
        } else if (replace.pattern() instanceof Replace.Expression expression) {
            JsonFields.pattern("Regex", expression.regex().pattern(), json);
        }
        json.writeStringField("content", replace.content());
        json.writeEndObject();
    }

    private static void writeSequence(Normalizer.Sequence sequence, JsonGenerator json) throws IOException {
        if (sequence.parts().isEmpty()) {
            json.writeNull();
            return;
        }
        JsonFields.start("Sequence", json);
        json.writeArrayFieldStart("normalizers");
        for (Normalizer part : sequence.parts()) {
            write(part, json);
        }
        json.writeEndArray();
        json.writeEndObject();
    }
}
