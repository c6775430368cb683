package dev.millrace.tokenizer.characterbpe;

import dev.millrace.tokenizer.model.TokenModel;
import dev.millrace.tokenizer.text.Utf8Buffer;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/** A vocabulary and merges of its tokens, and how words become the symbols that are merged. */
public final class CharacterBpe implements TokenModel {
    private static final long serialVersionUID = 1;
    private static final int BYTES = 256;
    private static final int NONE = -1;

    private final String[] vocabulary;
    private final int[] left;
    private final int[] right;
    private final CharacterBpeSettings settings;

    private final transient Map<String, Integer> ids = new HashMap<>();
    private final transient MergeTable merges;
    private final transient TokenIds tokenIds;
    private final transient CharacterIds characterIds = new CharacterIds();
    private final transient int[] byteIds = new int[BYTES];
    private final transient int unknownId;
    private final transient Optional<Joints> joints;

    /**
     * @param vocabulary tokens by id, each once
     * @param left ids of the merges' left tokens, the first merge first; of a merge that occurs twice the later counts
     * @param right ids of their right tokens
     * @throws IllegalArgumentException if a token occurs twice, a merge yields no token, or the unknown one is missing
     */
    public CharacterBpe(List<String> vocabulary, int[] left, int[] right, CharacterBpeSettings settings) {
        this(vocabulary.toArray(String[]::new), left.clone(), right.clone(), settings);
    }

    private CharacterBpe(String[] vocabulary, int[] left, int[] right, CharacterBpeSettings settings) {
        this.vocabulary = vocabulary;
        this.left = left;
        this.right = right;
        this.settings = settings;
        index();
        int[] merged = merged();
        merges = new MergeTable(left, right, merged);
        tokenIds = new TokenIds(vocabulary);
        Arrays.fill(byteIds, NONE);
        if (settings.fallback() == CharacterBpeSettings.Fallback.BYTES) {
            for (int value = 0; value < BYTES; value++) {
                byteIds[value] = ids.getOrDefault(String.format(Locale.ROOT, "<0x%02X>", value), NONE);
            }
        }
        unknownId = settings.unknown().isEmpty() ? NONE : ids.getOrDefault(settings.unknown(), NONE);
        if (unknownId == NONE && !settings.unknown().isEmpty()) {
            throw new IllegalArgumentException(
                    "the token for what is unknown, \"" + settings.unknown() + "\", is not in the vocabulary");
        }
        joints = mayBeCut() ? Optional.of(new Joints(vocabulary)) : Optional.empty();
    }

    private void index() {
        for (int id = 0; id < vocabulary.length; id++) {
            String token = vocabulary[id];
            if (!Utf8Buffer.isEncodable(token)) {
                throw new IllegalArgumentException("token " + id + " holds a surrogate without its partner");
            }
            Integer earlier = ids.put(token, id);
            if (earlier != null) {
                throw new IllegalArgumentException(
                        "ids " + earlier + " and " + id + " have the same token \"" + token + "\"");
            }
            if (!token.isEmpty() && token.codePointCount(0, token.length()) == 1) {
                characterIds.put(token.codePointAt(0), id);
            }
        }
    }

    private int[] merged() {
        int cut = settings.continuingPrefix().length();
        int[] merged = new int[left.length];
        for (int rank = 0; rank < left.length; rank++) {
            String second = vocabulary[right[rank]];
            String token = vocabulary[left[rank]] + second.substring(Math.min(cut, second.length()));
            Integer id = ids.get(token);
            if (id == null) {
                throw new IllegalArgumentException(
                        "merge " + rank + " yields \"" + token + "\", which is not in the vocabulary");
            }
            merged[rank] = id;
        }
        return merged;
    }

    // only where symbols are characters, whatever stands around them, does a joint tell what merges may join
    private boolean mayBeCut() {
        if (!settings.continuingPrefix().isEmpty() || !settings.endSuffix().isEmpty()) {
            return false;
        }
        boolean allBytes = Arrays.stream(byteIds).noneMatch(id -> id == NONE);
        boolean anyByte = Arrays.stream(byteIds).anyMatch(id -> id != NONE);
        if (anyByte && !allBytes) {
            return false;
        }
        for (int rank = 0; rank < left.length; rank++) {
            if (isStandIn(left[rank]) || isStandIn(right[rank])) {
                return false;
            }
        }
        return true;
    }

    private boolean isStandIn(int id) {
        return id == unknownId || (byteIds[0] != NONE && Arrays.stream(byteIds).anyMatch(value -> value == id));
    }

    @Override
    public int size() {
        return vocabulary.length;
    }

    @Override
    public String token(int id) {
        return vocabulary[id];
    }

    @Override
    public OptionalInt idOf(String token) {
        Integer id = ids.get(token);
        return id == null ? OptionalInt.empty() : OptionalInt.of(id);
    }

    public CharacterBpeSettings settings() {
        return settings;
    }

    /** Number of merges. */
    public int merges() {
        return left.length;
    }

    /** Id of the left token of the merge. */
    public int left(int rank) {
        return left[rank];
    }

    /** Id of the right token of the merge. */
    public int right(int rank) {
        return right[rank];
    }

    @Override
    public WordTokens newWordTokens() {
        return new CharacterBpeWords(this, new WordMerges(merges));
    }

    /** Leaves out merges at random, by {@link CharacterBpeSettings#dropout}. */
    @Override
    public Optional<WordTokens> newSampledWordTokens(long seed) {
        return Optional.of(new CharacterBpeWords(this, new DroppedMerges(merges, settings.dropout(), seed)));
    }

    /** The same with another probability of dropout. */
    public CharacterBpe withDropout(double dropout) {
        return new CharacterBpe(
                vocabulary,
                left,
                right,
                new CharacterBpeSettings(
                        settings.unknown(),
                        settings.fusion(),
                        settings.fallback(),
                        settings.wholeWords(),
                        settings.continuingPrefix(),
                        settings.endSuffix(),
                        dropout));
    }

    /** Id of a word that is a token as it stands; −1 if it is none. */
    int idOf(byte[] utf8, int from, int to) {
        return tokenIds.id(utf8, from, to);
    }

    /** Id of a character that is a token; −1 if it is none. */
    int idOfCharacter(int codePoint) {
        return characterIds.at(codePoint);
    }

    /** Id of the token that stands for a byte; −1 if there is none. */
    int idOfByte(byte value) {
        return byteIds[value & 0xFF];
    }

    /** Id of what is unknown; −1 if there is none. */
    int unknownId() {
        return unknownId;
    }

    /** Whether what has no token vanishes, and tokens after it end too early. */
    boolean dropsUnknown() {
        return unknownId == NONE && byteIds[0] == NONE;
    }

    /** Where words may be cut; empty if nowhere. */
    Optional<Joints> joints() {
        return joints;
    }

    private Object readResolve() {
        return new CharacterBpe(vocabulary, left, right, settings);
    }
}
