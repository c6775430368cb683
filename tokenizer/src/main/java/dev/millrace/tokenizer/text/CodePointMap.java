package dev.millrace.tokenizer.text;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.function.IntUnaryOperator;

/** A small number for every code point; blocks of 256 that are alike are stored once. */
public final class CodePointMap {
    private static final int BLOCK_BITS = 8;
    private static final int BLOCK = 1 << BLOCK_BITS;

    private final short[] blocks;
    private final byte[] values;

    private CodePointMap(short[] blocks, byte[] values) {
        this.blocks = blocks;
        this.values = values;
    }

    /** @param value from −128 to 127 for every code point */
    public static CodePointMap of(IntUnaryOperator value) {
        byte[] all = new byte[Character.MAX_CODE_POINT + 1];
        for (int codePoint = 0; codePoint < all.length; codePoint++) {
            all[codePoint] = (byte) value.applyAsInt(codePoint);
        }
        return of(all);
    }

    static CodePointMap of(byte[] all) {
        Map<ByteBuffer, Short> known = new HashMap<>();
        short[] blocks = new short[all.length >> BLOCK_BITS];
        byte[] values = new byte[all.length];
        for (int block = 0; block < blocks.length; block++) {
            ByteBuffer content = ByteBuffer.wrap(all, block << BLOCK_BITS, BLOCK);
            Short place = known.get(content);
            if (place == null) {
                place = (short) known.size();
                System.arraycopy(all, block << BLOCK_BITS, values, place << BLOCK_BITS, BLOCK);
                known.put(content, place);
            }
            blocks[block] = place;
        }
        return new CodePointMap(blocks, Arrays.copyOf(values, known.size() << BLOCK_BITS));
    }

    /** The same with other numbers. */
    CodePointMap map(IntUnaryOperator number) {
        byte[] mapped = new byte[values.length];
        for (int i = 0; i < mapped.length; i++) {
            mapped[i] = (byte) number.applyAsInt(values[i]);
        }
        return new CodePointMap(blocks, mapped);
    }

    /** The same but for one code point. */
    public CodePointMap with(int codePoint, int value) {
        short[] newBlocks = blocks.clone();
        int block = codePoint >> BLOCK_BITS;
        int place = values.length;
        byte[] newValues = Arrays.copyOf(values, place + BLOCK);
        System.arraycopy(values, blocks[block] << BLOCK_BITS, newValues, place, BLOCK);
        newBlocks[block] = (short) (place >> BLOCK_BITS);
        newValues[place | (codePoint & (BLOCK - 1))] = (byte) value;
        return new CodePointMap(newBlocks, newValues);
    }

    /** @param codePoint from 0 to U+10FFFF */
    public int at(int codePoint) {
        return values[(blocks[codePoint >> BLOCK_BITS] << BLOCK_BITS) | (codePoint & (BLOCK - 1))];
    }
}
