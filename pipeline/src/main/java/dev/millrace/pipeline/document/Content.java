package dev.millrace.pipeline.document;

import java.io.Serializable;
import java.util.Arrays;
import java.util.Objects;

/** What a document holds: bytes as they were found, or text. */
public sealed interface Content extends Serializable {

    /**
     * Bytes as they were found, content encodings already undone.
     *
     * @param mediaType as declared or sniffed, lower case, without parameters; empty when unknown
     * @param charset as declared outside the bytes (an HTTP header); empty when not declared
     */
    @SuppressWarnings("ArrayRecordComponent") // a carrier of bytes; equality is by content below
    record Payload(byte[] bytes, String mediaType, String charset) implements Content {
        public Payload {
            Objects.requireNonNull(bytes, "bytes");
            Objects.requireNonNull(mediaType, "mediaType");
            Objects.requireNonNull(charset, "charset");
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Payload that
                    && Arrays.equals(bytes, that.bytes)
                    && mediaType.equals(that.mediaType)
                    && charset.equals(that.charset);
        }

        @Override
        public int hashCode() {
            return Arrays.hashCode(bytes);
        }

        @Override
        public String toString() {
            return mediaType + " of " + bytes.length + " bytes";
        }
    }

    /** Unicode text. */
    record Text(String value) implements Content {
        public Text {
            Objects.requireNonNull(value, "value");
        }
    }
}
