package dev.millrace.tokenizer.bpe;

import dev.millrace.tokenizer.added.AddedToken;
import dev.millrace.tokenizer.text.ByteSpelling;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

/** The tokens of vocabulary and added tokens together: contents and bytes by id, ids by content. */
final class TokenTable {
    private final List<String> contents = new ArrayList<>();
    private final List<byte[]> bytes = new ArrayList<>();
    private final Map<String, Integer> ids = new HashMap<>();

    private TokenTable() {}

    /** @param addedTokens ascending by id */
    static TokenTable of(BpeModel model, List<AddedToken> addedTokens) {
        TokenTable table = new TokenTable();
        for (int id = 0; id < model.size(); id++) {
            table.append(model.token(id), ByteSpelling.bytesOrText(model.token(id)));
        }
        for (AddedToken token : addedTokens) {
            if (token.id() < table.contents.size()) {
                table.replace(token);
            } else {
                table.append(token);
            }
        }
        return table;
    }

    int size() {
        return contents.size();
    }

    String token(int id) {
        return contents.get(checked(id));
    }

    OptionalInt idOf(String content) {
        Integer id = ids.get(content);
        return id == null ? OptionalInt.empty() : OptionalInt.of(id);
    }

    byte[] bytes(int[] sequence) {
        long length = 0;
        for (int id : sequence) {
            length += bytes.get(checked(id)).length;
        }
        byte[] all = new byte[Math.toIntExact(length)];
        int at = 0;
        for (int id : sequence) {
            byte[] token = bytes.get(id);
            System.arraycopy(token, 0, all, at, token.length);
            at += token.length;
        }
        return all;
    }

    private void replace(AddedToken token) {
        String known = contents.get(token.id());
        if (!known.equals(token.content())) {
            throw new IllegalArgumentException("added token \"" + token.content() + "\" has the id " + token.id()
                    + ", which \"" + known + "\" has already");
        }
        // its content is text, whatever bytes the same characters spell
        bytes.set(token.id(), utf8(token));
    }

    private void append(AddedToken token) {
        if (token.id() > contents.size()) {
            throw new IllegalArgumentException("no token has the id " + contents.size() + ", but added token \""
                    + token.content() + "\" has " + token.id());
        }
        Integer known = ids.get(token.content());
        if (known != null) {
            throw new IllegalArgumentException(
                    "added token \"" + token.content() + "\" has the ids " + known + " and " + token.id());
        }
        append(token.content(), utf8(token));
    }

    private void append(String content, byte[] itsBytes) {
        ids.put(content, contents.size());
        contents.add(content);
        bytes.add(itsBytes);
    }

    private static byte[] utf8(AddedToken token) {
        return token.content().getBytes(StandardCharsets.UTF_8);
    }

    private int checked(int id) {
        if (id < 0 || id >= contents.size()) {
            throw new IllegalArgumentException(
                    "Invalid token id: " + id + " (must be from 0 to " + (contents.size() - 1) + ")");
        }
        return id;
    }
}
