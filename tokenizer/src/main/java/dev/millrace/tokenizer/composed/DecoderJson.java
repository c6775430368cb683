package dev.millrace.tokenizer.composed;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.millrace.tokenizer.decoder.BpeSuffixDecoder;
import dev.millrace.tokenizer.decoder.ByteFallback;
import dev.millrace.tokenizer.decoder.ByteLevelDecoder;
import dev.millrace.tokenizer.decoder.CtcDecoder;
import dev.millrace.tokenizer.decoder.Fuse;
import dev.millrace.tokenizer.decoder.MetaspaceDecoder;
import dev.millrace.tokenizer.decoder.ReplaceDecoder;
import dev.millrace.tokenizer.decoder.SpaceJoined;
import dev.millrace.tokenizer.decoder.StripDecoder;
import dev.millrace.tokenizer.decoder.TokenDecoder;
import dev.millrace.tokenizer.decoder.WordPieceDecoder;
import java.io.IOException;

/** {@code decoder}. */
final class DecoderJson {
    private DecoderJson() {}

    static void write(TokenDecoder decoder, JsonGenerator json) throws IOException {
        if (decoder instanceof TokenDecoder.Sequence sequence) {
            JsonFields.start("Sequence", json);
            json.writeArrayFieldStart("decoders");
            for (TokenDecoder part : sequence.parts()) {
                write(part, json);
            }
            json.writeEndArray();
            json.writeEndObject();
        } else if (decoder instanceof SpaceJoined) {
            json.writeNull();
        } else if (decoder instanceof ByteLevelDecoder) {
            JsonFields.byteLevel(true, true, true, json);
        } else if (decoder instanceof ByteFallback) {
            JsonFields.only("ByteFallback", json);
        } else if (decoder instanceof Fuse) {
            JsonFields.only("Fuse", json);
        } else if (decoder instanceof ReplaceDecoder replace) {
            NormalizerJson.writeReplace(replace.replace(), json);
        } else if (decoder instanceof StripDecoder strip) {
            JsonFields.start("Strip", json);
            json.writeStringField("content", Character.toString(strip.content()));
            json.writeNumberField("start", strip.start());
            json.writeNumberField("stop", strip.stop());
            json.writeEndObject();
        } else if (decoder instanceof MetaspaceDecoder metaspace) {
            JsonFields.start("Metaspace", json);
            json.writeStringField("replacement", Character.toString(metaspace.replacement()));
            json.writeStringField(
                    "prepend_scheme", metaspace.first() == MetaspaceDecoder.First.DROPPED ? "always" : "never");
            json.writeBooleanField("split", true);
            json.writeEndObject();
        } else if (decoder instanceof WordPieceDecoder words) {
            JsonFields.start("WordPiece", json);
            json.writeStringField("prefix", words.prefix());
            json.writeBooleanField("cleanup", words.spaces() == WordPieceDecoder.Spaces.CLEANED);
            json.writeEndObject();
        } else if (decoder instanceof BpeSuffixDecoder bpe) {
            JsonFields.start("BPEDecoder", json);
            json.writeStringField("suffix", bpe.suffix());
            json.writeEndObject();
        } else if (decoder instanceof CtcDecoder ctc) {
            JsonFields.start("CTC", json);
            json.writeStringField("pad_token", ctc.pad());
            json.writeStringField("word_delimiter_token", ctc.delimiter());
            json.writeBooleanField("cleanup", ctc.spaces() == WordPieceDecoder.Spaces.CLEANED);
            json.writeEndObject();
        } else {
            throw JsonFields.unknown(decoder);
        }
    }
}
