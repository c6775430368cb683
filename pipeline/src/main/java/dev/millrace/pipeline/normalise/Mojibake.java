package dev.millrace.pipeline.normalise;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Undoes the misreading of UTF-8 as a single-byte encoding ("â€™" for "’"), layer by layer, line by line. Text without
 * signs of it stays as it is. Decisions are those of ftfy 6.3 (fix_encoding, Apache-2.0), of which this is no copy: it
 * is linear in the text.
 */
final class Mojibake {
    private static final int MOST_LAYERS = 8;

    private Mojibake() {}

    static String repair(String text) {
        if (firstBeyondAscii(text) == text.length()) {
            return text;
        }
        List<String> lines = new ArrayList<>();
        Set<SingleByteEncoding> misread = new HashSet<>();
        for (int at = 0; at < text.length(); ) {
            int newline = text.indexOf('\n', at);
            int end = newline < 0 ? text.length() : newline + 1;
            lines.add(repairLine(text.substring(at, end), misread));
            at = end;
        }
        if (misread.isEmpty()) {
            return String.join("", lines);
        }
        StringBuilder out = new StringBuilder(text.length());
        for (String line : lines) {
            out.append(likeItsNeighbours(line, misread));
        }
        return out.toString();
    }

    private static int firstBeyondAscii(String text) {
        int at = 0;
        while (at < text.length() && text.charAt(at) < 0x80) {
            at++;
        }
        return at;
    }

    /** @param misread takes the encodings that whole lines were misread as */
    private static String repairLine(String line, Set<SingleByteEncoding> misread) {
        String current = line;
        for (int layer = 0; layer < MOST_LAYERS; layer++) {
            int from = firstBeyondAscii(current);
            if (from == current.length()) {
                break;
            }
            Optional<String> repaired = peel(current, from, misread);
            if (repaired.isEmpty()) {
                break;
            }
            current = repaired.get();
        }
        return current;
    }

    /** The text with one layer of misreading undone, as a whole or else where it is embedded. */
    private static Optional<String> peel(String text, int from, Set<SingleByteEncoding> misread) {
        boolean signs = MojibakeSigns.in(text);
        int least = Integer.MAX_VALUE;
        Optional<SingleByteEncoding> likeliest = Optional.empty();
        Optional<String> repaired = Optional.empty();
        for (SingleByteEncoding encoding : SingleByteEncoding.ALL) {
            Optional<Rereading> read = Rereading.of(text, encoding, from);
            if (read.isPresent() && (signs || read.get().evidence() >= Rereading.ENOUGH)) {
                int unlikelihood = Plausibility.unlikelihood(read.get().text());
                if (unlikelihood < least) {
                    least = unlikelihood;
                    likeliest = Optional.of(encoding);
                    repaired = Optional.of(read.get().text());
                }
            }
        }
        if (repaired.isPresent()) {
            likeliest.ifPresent(misread::add);
            return repaired;
        }
        return signs ? peelWithSigns(text) : Optional.empty();
    }

    private static Optional<String> peelWithSigns(String text) {
        for (SingleByteEncoding encoding : SingleByteEncoding.ALL) {
            Optional<String> read = encoding.encodes(text) ? readAgain(text, encoding) : Optional.empty();
            if (read.isPresent()) {
                return read;
            }
        }
        String embedded = repairEmbedded(text);
        return Optional.of(embedded.equals(text) ? withoutC1(text) : embedded).filter(peeled -> !peeled.equals(text));
    }

    /** In a document of which lines were misread, one that may have been was. */
    private static String likeItsNeighbours(String line, Set<SingleByteEncoding> misread) {
        int from = firstBeyondAscii(line);
        if (from == line.length()) {
            return line;
        }
        for (SingleByteEncoding encoding : SingleByteEncoding.ALL) {
            if (misread.contains(encoding)) {
                Optional<Rereading> read = Rereading.of(line, encoding, from);
                if (read.isPresent()) {
                    return read.get().text();
                }
            }
        }
        return line;
    }

    private static Optional<String> readAgain(String text, SingleByteEncoding encoding) {
        byte[] bytes = encoding.encode(text);
        byte[] restored = encoding.spaceMayBeA0() ? MisreadBytes.withSpacesRestored(bytes) : bytes;
        return MisreadBytes.decode(restored, encoding.sloppy() ? MisreadBytes.Lost.REPLACED : MisreadBytes.Lost.KEPT)
                .filter(read -> !read.equals(text));
    }

    private static String repairEmbedded(String text) {
        StringBuilder out = new StringBuilder(text.length());
        int done = 0;
        for (int at = EmbeddedSequences.next(text, 0); at < text.length(); at = EmbeddedSequences.next(text, done)) {
            int end = EmbeddedSequences.end(text, at);
            String run = text.substring(at, end);
            boolean whole = run.length() == text.length();
            out.append(text, done, at).append(whole || !MojibakeSigns.in(run) ? run : repairLine(run, new HashSet<>()));
            done = end;
        }
        return done == 0 ? text : out.append(text, done, text.length()).toString();
    }

    /** Controls 80 to 9F are what windows-1252 has there, read as Latin-1. */
    private static String withoutC1(String text) {
        StringBuilder out = new StringBuilder(text);
        for (int i = 0; i < out.length(); i++) {
            char c = out.charAt(i);
            if (c >= 0x80 && c <= 0x9F) {
                out.setCharAt(i, SingleByteEncoding.WINDOWS_1252.character(c));
            }
        }
        return out.toString();
    }
}
