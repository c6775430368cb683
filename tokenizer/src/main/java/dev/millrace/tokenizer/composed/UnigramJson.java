package dev.millrace.tokenizer.composed;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.millrace.tokenizer.unigram.UnigramModel;
import dev.millrace.tokenizer.unigram.UnigramPiece;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;

/** {@code model} of type Unigram. */
final class UnigramJson {
    private static final int MOST_DIGITS = 17;

    private UnigramJson() {}

    static void write(UnigramModel model, JsonGenerator json) throws IOException {
        JsonFields.start("Unigram", json);
        json.writeNumberField("unk_id", model.unknownId());
        json.writeArrayFieldStart("vocab");
        for (UnigramPiece piece : model.pieces()) {
            json.writeStartArray();
            json.writeString(piece.content());
            json.writeNumber(digits(piece.score()));
            json.writeEndArray();
        }
        json.writeEndArray();
        json.writeBooleanField("byte_fallback", model.hasByteFallback());
        json.writeEndObject();
    }

    /** The fewest digits that tell the number, the same on every Java. */
    private static String digits(double number) {
        if (number == Math.rint(number) && Math.abs(number) < 1e15) {
            return (long) number + ".0";
        }
        BigDecimal exact = new BigDecimal(number);
        for (int digits = 1; digits < MOST_DIGITS; digits++) {
            BigDecimal rounded = exact.round(new MathContext(digits, RoundingMode.HALF_EVEN));
            if (rounded.doubleValue() == number) {
                return rounded.toString();
            }
        }
        return exact.round(new MathContext(MOST_DIGITS, RoundingMode.HALF_EVEN)).toString();
    }
}
