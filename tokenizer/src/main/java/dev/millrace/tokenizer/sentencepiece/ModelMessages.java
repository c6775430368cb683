package dev.millrace.tokenizer.sentencepiece;

import dev.millrace.tokenizer.charsmap.CharsMap;
import java.util.ArrayList;
import java.util.List;

/** The messages of {@code sentencepiece_model.proto}, field by field. */
final class ModelMessages {
    // ModelProto
    private static final int PIECES = 1;
    private static final int TRAINER_SPEC = 2;
    private static final int NORMALIZER_SPEC = 3;
    private static final int DENORMALIZER_SPEC = 5;

    // ModelProto.SentencePiece
    private static final int CONTENT = 1;
    private static final int SCORE = 2;
    private static final int TYPE = 3;

    // TrainerSpec
    private static final int MODEL_TYPE = 3;
    private static final int VOCABULARY_SIZE = 4;
    private static final int WHITE_SPACE_AS_SUFFIX = 24;
    private static final int BYTE_FALLBACK = 35;
    private static final int[] SPECIAL_IDS = {40, 41, 42, 43};
    private static final int[] SPECIAL_PIECES = {45, 46, 47, 48};
    private static final int UNKNOWN_SURFACE = 44;

    // NormalizerSpec
    private static final int NAME = 1;
    private static final int CHARSMAP = 2;
    private static final int DUMMY_PREFIX = 3;
    private static final int REMOVE_EXTRA = 4;
    private static final int ESCAPE = 5;

    private ModelMessages() {}

    static ModelFile read(Message model) {
        Message trainer = model.message(TRAINER_SPEC).orElseGet(Message::new);
        Message normalizer = model.message(NORMALIZER_SPEC).orElseGet(Message::new);
        model.message(DENORMALIZER_SPEC).ifPresent(spec -> {
            if (spec.bytes(CHARSMAP).length > 0) {
                throw new IllegalArgumentException("denormalizer_spec with a charsmap is not supported");
            }
        });
        long type = trainer.number(MODEL_TYPE, ModelType.UNIGRAM.number());
        WhiteSpace whiteSpace = new WhiteSpace(
                normalizer.flag(DUMMY_PREFIX, true),
                normalizer.flag(REMOVE_EXTRA, true),
                normalizer.flag(ESCAPE, true),
                trainer.flag(WHITE_SPACE_AS_SUFFIX, false));
        return new ModelFile(
                ModelType.of(type)
                        .orElseThrow(() ->
                                new IllegalArgumentException("trainer_spec.model_type " + type + " is not supported")),
                pieces(model),
                normalizer.text(NAME, ""),
                CharsMap.of(normalizer.bytes(CHARSMAP)),
                whiteSpace,
                trainer.flag(BYTE_FALLBACK, false),
                names(trainer),
                trainer.text(UNKNOWN_SURFACE, ModelFile.USUAL_UNKNOWN_SURFACE));
    }

    private static SpecialNames names(Message trainer) {
        List<String> names = new ArrayList<>(SpecialNames.usual().all());
        for (int i = 0; i < SPECIAL_PIECES.length; i++) {
            String name = trainer.text(SPECIAL_PIECES[i], "");
            if (!name.isEmpty()) {
                names.set(i, name);
            }
        }
        return new SpecialNames(names.get(0), names.get(1), names.get(2), names.get(3));
    }

    private static List<Piece> pieces(Message model) {
        List<Piece> pieces = new ArrayList<>();
        for (Message.Field field : model.all(PIECES)) {
            Message piece = Message.of(field.bytes(), field.offset());
            long type = piece.number(TYPE, PieceType.NORMAL.number());
            int id = pieces.size();
            pieces.add(new Piece(
                    piece.text(CONTENT, ""),
                    piece.single(SCORE, 0),
                    PieceType.of(type)
                            .orElseThrow(() -> new IllegalArgumentException("byte " + field.offset() + ": type " + type
                                    + " of piece " + id + " is not known"))));
        }
        return pieces;
    }

    static Message write(ModelFile file) {
        Message model = new Message();
        for (Piece piece : file.pieces()) {
            Message message = new Message().add(CONTENT, piece.content()).add(SCORE, piece.score());
            if (piece.type() != PieceType.NORMAL) {
                message.add(TYPE, piece.type().number());
            }
            model.add(PIECES, message);
        }
        return model.add(TRAINER_SPEC, trainer(file)).add(NORMALIZER_SPEC, normalizer(file));
    }

    private static Message trainer(ModelFile file) {
        Message trainer = new Message()
                .add(MODEL_TYPE, file.type().number())
                .add(VOCABULARY_SIZE, file.pieces().size())
                .add(WHITE_SPACE_AS_SUFFIX, file.whiteSpace().suffix())
                .add(BYTE_FALLBACK, file.byteFallback());
        List<String> names = file.names().all();
        for (int i = 0; i < SPECIAL_IDS.length; i++) {
            trainer.add(
                    SPECIAL_IDS[i], (long) idOf(file, names.get(i), i == 0 ? PieceType.UNKNOWN : PieceType.CONTROL));
        }
        trainer.add(UNKNOWN_SURFACE, file.unknownSurface());
        for (int i = 0; i < SPECIAL_PIECES.length; i++) {
            trainer.add(SPECIAL_PIECES[i], names.get(i));
        }
        return trainer;
    }

    private static int idOf(ModelFile file, String name, PieceType type) {
        for (int id : file.ids(type)) {
            if (file.pieces().get(id).content().equals(name)) {
                return id;
            }
        }
        return -1;
    }

    private static Message normalizer(ModelFile file) {
        return new Message()
                .add(NAME, file.rulesName())
                .add(CHARSMAP, file.rules().compiled())
                .add(DUMMY_PREFIX, file.whiteSpace().dummyPrefix())
                .add(REMOVE_EXTRA, file.whiteSpace().removeExtra())
                .add(ESCAPE, file.whiteSpace().escape());
    }
}
