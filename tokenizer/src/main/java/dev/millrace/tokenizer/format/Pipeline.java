package dev.millrace.tokenizer.format;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.millrace.tokenizer.bpe.BpeSettings;
import dev.millrace.tokenizer.charlevel.CharacterSettings;
import dev.millrace.tokenizer.pretoken.WordSplit;
import dev.millrace.tokenizer.text.Normalization;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Set;

/** The sections of a {@code tokenizer.json} around the model: what happens to text before and to ids after. */
final class Pipeline {
    private static final String POST_PROCESSOR = "post_processor";
    private static final Set<String> KNOWN = Set.of(
            "version",
            "truncation",
            "padding",
            "added_tokens",
            "normalizer",
            "pre_tokenizer",
            POST_PROCESSOR,
            "decoder");
    private static final Set<String> POST_PROCESSORS =
            Set.of("ByteLevel", "TemplateProcessing", "RobertaProcessing", "BertProcessing");
    private static final String PRE_TOKENIZER = "pre_tokenizer";

    /** Regular expressions of Oniguruma that match between any two characters, or any single one. */
    private static final Set<String> EVERY_CHARACTER = Set.of("", "[\\s\\S]", "(?m:.)", "(?m).");

    private final String file;
    private final ObjectNode sections;
    private Normalization normalization = Normalization.NONE;
    private WordSplit split = WordSplit.GPT2;
    private boolean prefixSpace;

    private Pipeline(String file, ObjectNode sections) {
        this.file = file;
        this.sections = sections;
    }

    /** Around byte-level BPE. */
    static Pipeline ofBytes(String file, ObjectNode sections) throws IOException {
        Pipeline pipeline = new Pipeline(file, sections);
        pipeline.readCommon();
        pipeline.readPreTokenizer();
        pipeline.checkDecoder("ByteLevel");
        return pipeline;
    }

    /** Around one token a character. */
    static Pipeline ofCharacters(String file, ObjectNode sections) throws IOException {
        Pipeline pipeline = new Pipeline(file, sections);
        pipeline.readCommon();
        pipeline.checkCharacters();
        pipeline.checkDecoder("Fuse");
        return pipeline;
    }

    BpeSettings settings(boolean ignoreMerges) {
        return new BpeSettings(split, normalization, prefixSpace, ignoreMerges, postProcessor());
    }

    CharacterSettings characterSettings() {
        return new CharacterSettings(normalization, postProcessor());
    }

    private String postProcessor() {
        JsonNode postProcessor = sections.path(POST_PROCESSOR);
        return postProcessor.isMissingNode() ? BpeSettings.NO_POST_PROCESSOR : postProcessor.toString();
    }

    private void readCommon() throws IOException {
        checkNames();
        readNormalizer();
        checkPostProcessor(sections.path(POST_PROCESSOR), POST_PROCESSOR);
    }

    private void checkNames() throws IOException {
        for (Iterator<String> names = sections.fieldNames(); names.hasNext(); ) {
            String name = names.next();
            if (!KNOWN.contains(name)) {
                throw Problem.at(file, name, "not supported");
            }
        }
        for (String name : List.of("truncation", "padding")) {
            if (!absent(sections.path(name))) {
                throw Problem.at(file, name, "not supported (must be null)");
            }
        }
    }

    private void readNormalizer() throws IOException {
        for (JsonNode step : steps(sections.path("normalizer"), "normalizers")) {
            if (!type(step).equals("NFC")) {
                throw unsupported("normalizer", step, "only NFC is");
            }
            normalization = Normalization.NFC;
        }
    }

    private void readPreTokenizer() throws IOException {
        List<JsonNode> steps = steps(sections.path(PRE_TOKENIZER), "pretokenizers");
        if (steps.isEmpty() || steps.size() > 2 || !type(last(steps)).equals("ByteLevel")) {
            throw Problem.at(file, PRE_TOKENIZER, "not supported (only ByteLevel is, alone or after one Split)");
        }
        JsonNode byteLevel = last(steps);
        prefixSpace = byteLevel.path("add_prefix_space").asBoolean(true);
        boolean regex = byteLevel.path("use_regex").asBoolean(true);
        if (steps.size() == 1) {
            if (!regex) {
                throw Problem.at(
                        file, PRE_TOKENIZER, "ByteLevel without use_regex and without a Split is not supported");
            }
            return;
        }
        if (regex || prefixSpace) {
            throw Problem.at(
                    file,
                    PRE_TOKENIZER,
                    "ByteLevel with " + (regex ? "use_regex" : "add_prefix_space") + " after a Split is not supported");
        }
        readSplit(steps.get(0));
    }

    private void readSplit(JsonNode step) throws IOException {
        if (!type(step).equals("Split")) {
            throw unsupported(PRE_TOKENIZER, step, "before ByteLevel only Split is");
        }
        String behavior = step.path("behavior").asText();
        boolean invert = step.path("invert").asBoolean(false);
        // every character is matched, so that isolating the matches and removing what lies between is the same
        if (!(behavior.equals("Isolated") || (behavior.equals("Removed") && invert))) {
            throw Problem.at(file, PRE_TOKENIZER, "Split with behavior " + behavior + " is not supported");
        }
        String regex = step.path("pattern").path("Regex").asText();
        split = WordSplit.ofRegex(regex)
                .orElseThrow(() -> Problem.at(
                        file,
                        PRE_TOKENIZER,
                        "Split by " + step.path("pattern") + " is not supported (only the regular expressions of GPT-2,"
                                + " cl100k and Llama 3, Qwen 2, and o200k are)"));
    }

    private void checkPostProcessor(JsonNode section, String place) throws IOException {
        for (JsonNode step : steps(section, "processors")) {
            if (!POST_PROCESSORS.contains(type(step))) {
                throw unsupported(
                        place, step, "only " + POST_PROCESSORS.stream().sorted().toList() + " are");
            }
        }
    }

    /** Only a split between any two characters has words that are characters. */
    private void checkCharacters() throws IOException {
        List<JsonNode> steps = steps(sections.path(PRE_TOKENIZER), "pretokenizers");
        JsonNode step = steps.size() == 1 ? steps.get(0) : MissingNode.getInstance();
        JsonNode pattern = step.path("pattern");
        boolean everywhere = pattern.path("String").asText("?").isEmpty()
                || EVERY_CHARACTER.contains(pattern.path("Regex").asText("?"));
        if (!type(step).equals("Split") || !step.path("behavior").asText().equals("Isolated") || !everywhere) {
            throw Problem.at(
                    file,
                    PRE_TOKENIZER,
                    "not supported for WordLevel (only a Split by \"\" is, with behavior Isolated: one token a character)");
        }
    }

    private void checkDecoder(String wanted) throws IOException {
        List<JsonNode> steps = steps(sections.path("decoder"), "decoders");
        if (steps.size() != 1 || !type(steps.get(0)).equals(wanted)) {
            throw Problem.at(file, "decoder", "not supported (only " + wanted + " is)");
        }
    }

    private IOException unsupported(String place, JsonNode step, String what) {
        return Problem.at(file, place, "type " + step.path("type") + " is not supported (" + what + ")");
    }

    /** The section as a list of steps: none where it is null, the parts of a sequence, else itself. */
    private static List<JsonNode> steps(JsonNode section, String parts) {
        List<JsonNode> steps = new ArrayList<>();
        if (absent(section)) {
            return steps;
        }
        if (type(section).equals("Sequence")) {
            section.path(parts).forEach(steps::add);
        } else {
            steps.add(section);
        }
        return steps;
    }

    private static String type(JsonNode step) {
        return step.path("type").asText();
    }

    private static JsonNode last(List<JsonNode> steps) {
        return steps.get(steps.size() - 1);
    }

    private static boolean absent(JsonNode section) {
        return section.isMissingNode() || section.isNull();
    }
}
