package dev.millrace.tokenizer.sentencepiece;

import dev.millrace.tokenizer.charsmap.CharsMap;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * What a SentencePiece {@code .model} file says.
 *
 * @param pieces by id
 * @param rulesName name of the rule set, such as {@code nmt_nfkc}; tells nothing that {@code rules} doesn't
 * @param byteFallback whether a character that no piece covers becomes the pieces of its bytes
 * @param names of the pieces for the unknown, beginning, end and padding
 * @param unknownSurface text that the unknown piece is decoded to
 * @see <a href="https://github.com/google/sentencepiece/blob/master/src/sentencepiece_model.proto">its definition</a>
 */
public record ModelFile(
        ModelType type,
        List<Piece> pieces,
        String rulesName,
        CharsMap rules,
        WhiteSpace whiteSpace,
        boolean byteFallback,
        SpecialNames names,
        String unknownSurface) {
    /** What the unknown piece is decoded to unless a model says otherwise. */
    public static final String USUAL_UNKNOWN_SURFACE = " \u2047 ";

    private static final int LONGEST_LINE = 300;

    public ModelFile {
        pieces = List.copyOf(pieces);
        PieceChecks.check(pieces, byteFallback);
    }

    /** @throws IOException naming the file, if it can't be read or asks for what isn't supported */
    public static ModelFile read(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            return read(in, file.toString());
        }
    }

    /**
     * Reads all of a stream, which is left open.
     *
     * @param name for errors
     * @throws IOException naming it, if it can't be read or asks for what isn't supported
     */
    public static ModelFile read(InputStream in, String name) throws IOException {
        byte[] bytes = in.readAllBytes();
        try {
            if (bytes.length == 0) {
                throw new IllegalArgumentException("the file is empty");
            }
            return ModelMessages.read(Message.of(bytes, 0));
        } catch (IllegalArgumentException e) {
            throw problem(name, "no SentencePiece model that can be used: " + e.getMessage(), e);
        }
    }

    /** An error in one line, whatever pieces it quotes. */
    static IOException problem(String name, String what, Exception cause) {
        String line = (name + ": " + what).replaceAll("\\s+", " ");
        return new IOException(line.length() <= LONGEST_LINE ? line : line.substring(0, LONGEST_LINE) + " …", cause);
    }

    /** Writes a file that SentencePiece loads; the same bytes for the same content. The stream is left open. */
    public void write(OutputStream out) throws IOException {
        out.write(ModelMessages.write(this).toBytes());
    }

    /** Id of the piece for what no other covers. */
    public int unknownId() {
        return ids(PieceType.UNKNOWN).get(0);
    }

    /** Ids of all pieces of a type, ascending. */
    public List<Integer> ids(PieceType type) {
        List<Integer> ids = new ArrayList<>();
        for (int id = 0; id < pieces.size(); id++) {
            if (pieces.get(id).type() == type) {
                ids.add(id);
            }
        }
        return ids;
    }
}
