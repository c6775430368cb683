package dev.millrace.pipeline.words;

/** Words are what stands between white space. */
final class WhiteSpaceWords implements WordSplitter {
    @Override
    public void split(char[] text, int from, int to, Spans words) {
        int at = from;
        while (at < to) {
            while (at < to && WhiteSpace.is(text[at])) {
                at++;
            }
            int start = at;
            while (at < to && !WhiteSpace.is(text[at])) {
                at++;
            }
            if (start < at) {
                words.add(start, at);
            }
        }
    }
}
