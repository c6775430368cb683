package dev.millrace.tokenizer.composed;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.millrace.tokenizer.pretoken.BertPreTokenizer;
import dev.millrace.tokenizer.pretoken.ByteLevel;
import dev.millrace.tokenizer.pretoken.CharacterDelimiterSplit;
import dev.millrace.tokenizer.pretoken.Digits;
import dev.millrace.tokenizer.pretoken.FixedLength;
import dev.millrace.tokenizer.pretoken.Metaspace;
import dev.millrace.tokenizer.pretoken.PreTokenizer;
import dev.millrace.tokenizer.pretoken.Punctuation;
import dev.millrace.tokenizer.pretoken.Split;
import dev.millrace.tokenizer.pretoken.UnicodeScripts;
import dev.millrace.tokenizer.pretoken.Whitespace;
import dev.millrace.tokenizer.pretoken.WhitespaceSplit;
import java.io.IOException;
import java.util.Locale;

/** {@code pre_tokenizer}. */
final class PreTokenizerJson {
    private PreTokenizerJson() {}

    static void write(PreTokenizer preTokenizer, JsonGenerator json) throws IOException {
        if (preTokenizer instanceof PreTokenizer.Sequence sequence) {
            writeSequence(sequence, json);
        } else if (preTokenizer instanceof ByteLevel bytes) {
            JsonFields.byteLevel(
                    bytes.prefix() == ByteLevel.Prefix.SPACE,
                    true,
                    bytes.splitting() == ByteLevel.Splitting.GPT2,
                    json);
        } else if (preTokenizer instanceof Split split) {
            writeSplit(split, json);
        } else if (preTokenizer instanceof Metaspace metaspace) {
            JsonFields.start("Metaspace", json);
            json.writeStringField("replacement", Character.toString(metaspace.replacement()));
            json.writeStringField("prepend_scheme", metaspace.prepend().name().toLowerCase(Locale.ROOT));
            json.writeBooleanField("split", metaspace.parts() == Metaspace.Parts.SPLIT);
            json.writeEndObject();
        } else if (preTokenizer instanceof Punctuation punctuation) {
            JsonFields.start("Punctuation", json);
            json.writeStringField(
                    "behavior", ComposedJson.capitalised(punctuation.behavior().name()));
            json.writeEndObject();
        } else if (preTokenizer instanceof Digits digits) {
            JsonFields.start("Digits", json);
            json.writeBooleanField("individual_digits", digits == Digits.INDIVIDUALLY);
            json.writeEndObject();
        } else if (preTokenizer instanceof CharacterDelimiterSplit split) {
            JsonFields.start("CharDelimiterSplit", json);
            json.writeStringField("delimiter", Character.toString(split.delimiter()));
            json.writeEndObject();
        } else if (preTokenizer instanceof FixedLength fixed) {
            JsonFields.start("FixedLength", json);
            json.writeNumberField("length", fixed.length());
            json.writeEndObject();
        } else if (preTokenizer instanceof Whitespace) {
            JsonFields.only("Whitespace", json);
        } else if (preTokenizer instanceof WhitespaceSplit) {
            JsonFields.only("WhitespaceSplit", json);
        } else if (preTokenizer instanceof BertPreTokenizer) {
            JsonFields.only("BertPreTokenizer", json);
        } else if (preTokenizer instanceof UnicodeScripts) {
            JsonFields.only("UnicodeScripts", json);
        } else {
            throw JsonFields.unknown(preTokenizer);
        }
    }

    private static void writeSplit(Split split, JsonGenerator json) throws IOException {
        JsonFields.start("Split", json);
        if (split.pattern() instanceof Split.Text text) {
            JsonFields.pattern("String", text.text(), json);
        } else if (split.pattern() instanceof Split.Known known) {
            JsonFields.pattern("Regex", known.regex(), json);
        } else if (split.pattern() instanceof Split.Expression expression) {
            JsonFields.pattern("Regex", expression.regex().pattern(), json);
        }
        json.writeStringField(
                "behavior", ComposedJson.capitalised(split.behavior().name()));
        json.writeBooleanField("invert", split.delimiters() == Split.Delimiters.BETWEEN_MATCHES);
        json.writeEndObject();
    }

    private static void writeSequence(PreTokenizer.Sequence sequence, JsonGenerator json) throws IOException {
        if (sequence.parts().isEmpty()) {
            json.writeNull();
            return;
        }
        JsonFields.start("Sequence", json);
        json.writeArrayFieldStart("pretokenizers");
        for (PreTokenizer part : sequence.parts()) {
            write(part, json);
        }
        json.writeEndArray();
        json.writeEndObject();
    }
}
