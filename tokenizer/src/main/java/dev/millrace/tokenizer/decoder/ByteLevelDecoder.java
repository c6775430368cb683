package dev.millrace.tokenizer.decoder;

import dev.millrace.tokenizer.text.ByteSpelling;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** The bytes that tokens spell, joined; bytes that are no UTF-8 become U+FFFD. */
public record ByteLevelDecoder() implements TokenDecoder {

    @Override
    public List<String> decode(List<String> tokens) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (String token : tokens) {
            bytes.writeBytes(ByteSpelling.bytesOrText(token));
        }
        return List.of(bytes.toString(StandardCharsets.UTF_8));
    }
}
