package dev.millrace.tokenizer.sentencepiece;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.Serializable;
import java.io.UncheckedIOException;

/** A model file in its canonical bytes: how it travels to executors. */
final class ModelFileBytes implements Serializable {
    private static final long serialVersionUID = 1;

    private final byte[] content;

    ModelFileBytes(ModelFile file) {
        content = bytes(file);
    }

    byte[] content() {
        return content;
    }

    private static byte[] bytes(ModelFile file) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            file.write(out);
        } catch (IOException e) {
            throw new UncheckedIOException("The model can't be written", e);
        }
        return out.toByteArray();
    }

    ModelFile file() throws IOException {
        return ModelFile.read(new ByteArrayInputStream(content), "SentencePiece model");
    }
}
