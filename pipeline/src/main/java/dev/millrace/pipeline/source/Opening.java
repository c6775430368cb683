package dev.millrace.pipeline.source;

import java.nio.charset.StandardCharsets;

/** Tells where reading can begin within a compressed file: by what a member's or frame's text begins with. */
interface Opening {
    /** Nowhere but at the beginning; any member can follow damage. */
    Opening ANY = new Opening() {
        @Override
        public int bytes() {
            return 0;
        }

        @Override
        public boolean begins(byte[] text) {
            return true;
        }
    };

    /** Most bytes that are needed to tell. */
    int bytes();

    /** @param text the first {@link #bytes} of a member, or all of it where it is shorter */
    boolean begins(byte[] text);

    static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
