package dev.millrace.jobs.explain;

/** Pieces of crawled text that are safe to print and short. */
final class Snippet {
    private static final int AROUND = 24;

    private Snippet() {}

    /** One line without control characters, of so many characters at most. */
    static String line(String text, int longest) {
        StringBuilder line = new StringBuilder();
        int count = 0;
        for (int at = 0; at < text.length(); ) {
            int c = text.codePointAt(at);
            at += Character.charCount(c);
            if (count == longest) {
                return line.append('…').toString();
            }
            line.appendCodePoint(visible(c));
            count++;
        }
        return line.toString();
    }

    private static int visible(int c) {
        return switch (Character.getType(c)) {
            case Character.CONTROL, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR ->
                c == '\n' || c == '\r' || c == 0x2028 || c == 0x2029 ? '↵' : c == '\t' ? '⇥' : 0xFFFD;
            case Character.FORMAT, Character.SURROGATE, Character.PRIVATE_USE, Character.UNASSIGNED -> 0xFFFD;
            default -> c;
        };
    }

    /** Where two texts first differ: what stands there in each, with a little around it. */
    static String[] firstChange(String before, String after, int longest) {
        int most = Math.min(before.length(), after.length());
        int at = 0;
        while (at < most && before.charAt(at) == after.charAt(at)) {
            at++;
        }
        int from = Math.max(0, at - AROUND);
        if (from > 0 && Character.isLowSurrogate(before.charAt(from))) {
            from--;
        }
        return new String[] {piece(before, from, longest), piece(after, from, longest)};
    }

    private static String piece(String text, int from, int longest) {
        int to = Math.min(text.length(), from + longest);
        String piece = text.substring(Math.min(from, text.length()), to);
        return (from > 0 ? "…" : "") + line(piece, longest) + (to < text.length() ? "…" : "");
    }
}
