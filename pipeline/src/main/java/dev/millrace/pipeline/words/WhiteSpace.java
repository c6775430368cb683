package dev.millrace.pipeline.words;

/** White space as Python's {@code str.isspace} and {@code str.split} know it: 29 characters, all of them in the BMP. */
public final class WhiteSpace {
    private WhiteSpace() {}

    public static boolean is(char c) {
        if (c <= ' ') {
            return c == ' ' || (c >= '\t' && c <= '\r') || (c >= 0x1c && c <= 0x1f);
        }
        if (c < 0x1680) {
            return c == 0x85 || c == 0xa0;
        }
        return c == 0x1680
                || (c >= 0x2000 && c <= 0x200a)
                || c == 0x2028
                || c == 0x2029
                || c == 0x202f
                || c == 0x205f
                || c == 0x3000;
    }
}
