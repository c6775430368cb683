package dev.millrace.tokenizer.characterbpe;

import dev.millrace.tokenizer.text.Utf8;
import java.nio.charset.StandardCharsets;

/** Makes the first symbols of a word: its characters, or what stands for those that have no token. */
final class SymbolSpelling {
    private static final int NONE = -1;

    private final CharacterBpe model;
    private final CharacterBpeSettings settings;
    private final boolean affixed;

    SymbolSpelling(CharacterBpe model) {
        this.model = model;
        settings = model.settings();
        affixed =
                !settings.continuingPrefix().isEmpty() || !settings.endSuffix().isEmpty();
    }

    void spell(byte[] utf8, int from, int to, Symbols out) {
        // bytes of unknown characters that have not been written yet
        int unknownBytes = 0;
        int end = from;
        for (int at = from; at < to; ) {
            int next = at + Utf8.length(utf8[at]);
            int id = affixed ? affixedId(utf8, from, at, next, to) : model.idOfCharacter(Utf8.codePoint(utf8, at));
            if (id != NONE) {
                if (unknownBytes > 0) {
                    end += unknownBytes;
                    out.add(model.unknownId(), end);
                    unknownBytes = 0;
                }
                end += next - at;
                out.add(id, end);
            } else if (hasBytes(utf8, from, at, next, to)) {
                // as the original does, they come before what is unknown and not written yet
                end = addBytes(utf8, from, at, next, to, end, out);
            } else if (model.unknownId() != NONE) {
                if (unknownBytes > 0 && settings.fusion() == CharacterBpeSettings.Fusion.APART) {
                    end += unknownBytes;
                    out.add(model.unknownId(), end);
                    unknownBytes = 0;
                }
                unknownBytes += next - at;
            }
            at = next;
        }
        if (unknownBytes > 0) {
            out.add(model.unknownId(), end + unknownBytes);
        }
    }

    private int affixedId(byte[] utf8, int from, int at, int next, int to) {
        byte[] spelled = affixed(utf8, from, at, next, to);
        return model.idOf(spelled, 0, spelled.length);
    }

    private byte[] affixed(byte[] utf8, int from, int at, int next, int to) {
        String character = Character.toString(Utf8.codePoint(utf8, at));
        return ((at > from ? settings.continuingPrefix() : "") + character + (next == to ? settings.endSuffix() : ""))
                .getBytes(StandardCharsets.UTF_8);
    }

    private boolean hasBytes(byte[] utf8, int from, int at, int next, int to) {
        if (affixed) {
            byte[] spelled = affixed(utf8, from, at, next, to);
            return hasBytes(spelled, 0, spelled.length);
        }
        return hasBytes(utf8, at, next);
    }

    private boolean hasBytes(byte[] utf8, int from, int to) {
        for (int i = from; i < to; i++) {
            if (model.idOfByte(utf8[i]) == NONE) {
                return false;
            }
        }
        return true;
    }

    private int addBytes(byte[] utf8, int from, int at, int next, int to, int end, Symbols out) {
        byte[] bytes = affixed ? affixed(utf8, from, at, next, to) : utf8;
        int first = affixed ? 0 : at;
        int last = affixed ? bytes.length : next;
        int place = end;
        for (int i = first; i < last; i++) {
            out.add(model.idOfByte(bytes[i]), Math.min(++place, to));
        }
        return place;
    }
}
