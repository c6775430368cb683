package dev.millrace.tokenizer.normalizer;

import java.nio.charset.StandardCharsets;

/** Puts a text before every text that is not empty; it stands for what the first character stands for. */
public record Prepend(String content) implements Normalizer {

    @Override
    public void normalize(NormalizedText text) {
        if (!text.isEmpty()) {
            NormalizedText.Rewrite rewrite = text.rewrite();
            rewrite.insertForNext(content.getBytes(StandardCharsets.UTF_8));
            rewrite.finish();
        }
    }
}
