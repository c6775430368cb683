package dev.millrace.tokenizer.encoding;

/** How many code points a text has before each of its UTF-16 characters. */
final class CodePointIndex {
    private CodePointIndex() {}

    static int[] of(CharSequence text) {
        int[] index = new int[text.length() + 1];
        int count = 0;
        for (int i = 0; i < text.length(); i++) {
            index[i] = count;
            boolean half = Character.isHighSurrogate(text.charAt(i))
                    && i + 1 < text.length()
                    && Character.isLowSurrogate(text.charAt(i + 1));
            if (!half) {
                count++;
            }
        }
        index[text.length()] = count;
        return index;
    }
}
